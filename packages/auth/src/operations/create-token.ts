import {
  defineOperation,
  identifierSchema,
  invalidField,
  oneLine,
  ROLES,
  type Role,
} from '@mcp-orchestration/core';
import { z } from 'zod';
import { readDuration } from '../duration.js';
import { capExpiry, requireGrantable } from '../grants.js';
import { hashSecret, makeSecret, makeTokenId } from '../secret.js';
import type { AuthServices } from '../services.js';
import type { Token } from '../token.js';
import { newTokenSchema, permission, showNewToken } from './token-fields.js';

const limits = z.array(identifierSchema).min(1).max(100).optional();

export const createToken = defineOperation<AuthServices>()({
  name: 'create_token',
  summary: 'Make a bearer token for the HTTP API.',
  description:
    'Makes a token with the permissions named, or those of a role (deployer unless given). Its secret is shown this once; only a hash of it is kept. It expires after 90 days unless expires_in says otherwise, and with the token that makes it at the latest.',
  permission: 'tokens:manage',
  effect: 'write',
  reach: 'own',
  http: 'POST /v1/tokens',
  mcp: false,
  input: z.strictObject({
    name: oneLine(100).min(1).default('token').describe('What it is for.'),
    role: z
      .enum(Object.keys(ROLES) as [Role, ...Role[]])
      .optional()
      .describe('A named set of permissions.'),
    permissions: z.array(permission).min(1).optional().describe('In place of a role.'),
    clients: limits.describe('Limit it to these clients.'),
    profiles: limits.describe('Limit it to these profiles.'),
    expires_in: z.string().max(16).default('90d').describe('A duration such as 90d or 12h, or never.'),
  }),
  output: newTokenSchema,
  errors: ['permission_escalation'],
  async run({ changeTokens, clock }, input, { principal }) {
    const now = clock.now();
    const secret = makeSecret();
    const token: Token = {
      token_id: makeTokenId(),
      token_hash: hashSecret(secret),
      name: input.name,
      permissions: choosePermissions(input),
      clients: input.clients ?? null,
      profiles: input.profiles ?? null,
      created_at: now.toISOString(),
      expires_at: capExpiry(principal, expiry(input.expires_in, now)),
      revoked_at: null,
    };
    requireGrantable(principal, token);
    const { token_id, name, permissions, clients, profiles, expires_at } = token;
    await changeTokens((tokens) => tokens.insert(token), {
      detail: { token_id, name, permissions, clients, profiles, expires_at },
    });
    return showNewToken(token, secret);
  },
});

function choosePermissions(input: {
  readonly role?: Role | undefined;
  readonly permissions?: Token['permissions'] | undefined;
}): Token['permissions'] {
  if (input.role !== undefined && input.permissions !== undefined) {
    throw invalidField('role', 'Give either a role or permissions, not both.');
  }
  return [...new Set(input.permissions ?? ROLES[input.role ?? 'deployer'])];
}

function expiry(expiresIn: string, now: Date): string | null {
  if (expiresIn === 'never') return null;
  const life = readDuration(expiresIn, 'expires_in');
  if (life === 0) throw invalidField('expires_in', 'A token lives longer than no time at all.');
  return new Date(now.getTime() + life).toISOString();
}
