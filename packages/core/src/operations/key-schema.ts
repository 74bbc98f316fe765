import { z } from 'zod';
import type { SigningKey } from '../ports/stores.js';
import { timestamp } from './fields.js';

/** A signing key as operations show it. */
export const keySchema = z
  .object({
    key_id: z.string().describe('RFC 7638 thumbprint.'),
    status: z
      .enum(['active', 'retired', 'revoked'])
      .describe('Retired keys verify what they signed; revoked ones do not.'),
    created_at: timestamp,
    retired_at: timestamp.optional(),
    revoked_at: timestamp.optional(),
    reason: z.string().optional().describe('Why it was revoked.'),
  })
  .meta({ id: 'SigningKey' });

/** The schema of a key id: an RFC 7638 thumbprint. */
export const keyId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'A key id is 43 URL-safe characters.')
  .describe('RFC 7638 thumbprint of the key.');

/** How a key is shown: absent facts are left out. */
export function showKey(key: SigningKey): z.input<typeof keySchema> {
  return {
    key_id: key.key_id,
    status: key.status,
    created_at: key.created_at,
    ...(key.retired_at === null ? {} : { retired_at: key.retired_at }),
    ...(key.revoked_at === null ? {} : { revoked_at: key.revoked_at }),
    ...(key.reason === null ? {} : { reason: key.reason }),
  };
}
