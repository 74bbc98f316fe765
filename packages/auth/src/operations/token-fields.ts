import { PERMISSIONS } from '@mcp-orchestration/core';
import { z } from 'zod';
import type { Token, TokenUsage } from '../token.js';

/** The schema of a token's id. */
export const tokenId = z
  .string()
  .regex(/^tok_[0-9a-f]{18}$/, 'A token id begins with tok_; see: mcp-orchestration token list')
  .describe('The id of a token, which is no secret.');

/** The schema of a permission. */
export const permission = z.enum(PERMISSIONS);

/** The schema of a time. */
export const timestamp = z.string().describe('ISO 8601, UTC.');

const shared = {
  token_id: z.string().describe('Names the token, and is no secret.'),
  name: z.string().describe('What it is for.'),
  permissions: z.array(permission).describe('What it allows.'),
  clients: z.array(z.string()).optional().describe('The only clients that it reaches.'),
  profiles: z.array(z.string()).optional().describe('The only profiles that it reaches.'),
  created_at: timestamp,
  expires_at: timestamp.nullable().describe('ISO 8601, UTC; null: never.'),
};

/** A token that was just made: the only time that its secret is shown. */
export const newTokenSchema = z
  .object({ token: z.string().describe('The secret. It is shown this once.'), ...shared })
  .meta({ id: 'NewToken' });

/** A token in a list. */
export const tokenItemSchema = z
  .object({
    ...shared,
    revoked_at: timestamp.nullable().describe('ISO 8601, UTC; null: it was not revoked.'),
    last_used_at: timestamp.nullable().describe('ISO 8601, UTC; null: it was never used.'),
    usage_count: z.int().describe('How many requests it has been used for.'),
  })
  .meta({ id: 'Token' });

/** How a new token is shown. */
export function showNewToken(token: Token, secret: string): z.input<typeof newTokenSchema> {
  return { token: secret, ...showShared(token) };
}

/** How a token is shown in a list. */
export function showToken(token: Token & TokenUsage): z.input<typeof tokenItemSchema> {
  const { revoked_at, last_used_at, usage_count } = token;
  return { ...showShared(token), revoked_at, last_used_at, usage_count };
}

function showShared(token: Token) {
  const { token_id, name, permissions, clients, profiles, created_at, expires_at } = token;
  return {
    token_id,
    name,
    permissions: [...permissions],
    ...(clients === null ? {} : { clients: [...clients] }),
    ...(profiles === null ? {} : { profiles: [...profiles] }),
    created_at,
    expires_at,
  };
}
