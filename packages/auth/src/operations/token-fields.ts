import { PERMISSIONS } from '@mcp-orchestration/core';
import { z } from 'zod';
import type { Token, TokenUsage } from '../token.js';

/** The schema of a token's id. */
export const tokenId = z
  .string()
  .regex(/^tok_[0-9a-f]{18}$/, 'A token id begins with tok_; see: mcp-orchestration token list')
  .describe('The id of a token, which is no secret.');

export const permission = z.enum(PERMISSIONS);

const shared = {
  token_id: z.string(),
  name: z.string(),
  permissions: z.array(permission),
  clients: z.array(z.string()).optional().describe('The only clients that it reaches.'),
  profiles: z.array(z.string()).optional().describe('The only profiles that it reaches.'),
  created_at: z.string(),
  expires_at: z.string().nullable().describe('null: never.'),
};

/** A token that was just made: the only time that its secret is shown. */
export const newTokenSchema = z
  .object({ token: z.string().describe('The secret. It is shown this once.'), ...shared })
  .meta({ id: 'NewToken' });

/** A token in a list. */
export const tokenItemSchema = z
  .object({
    ...shared,
    revoked_at: z.string().nullable(),
    last_used_at: z.string().nullable(),
    usage_count: z.int(),
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
