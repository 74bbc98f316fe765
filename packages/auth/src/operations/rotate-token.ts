import { defineOperation, OrchestrationError, type Principal } from '@mcp-orchestration/core';
import { z } from 'zod';
import { readDuration } from '../duration.js';
import { capExpiry, requireGrantable } from '../grants.js';
import { hashSecret, makeSecret, makeTokenId } from '../secret.js';
import type { AuthServices } from '../services.js';
import type { Token } from '../token.js';
import { isLive } from '../token-status.js';
import { newTokenSchema, showNewToken, tokenId } from './token-fields.js';

export const rotateToken = defineOperation<AuthServices>()({
  name: 'rotate_token',
  summary: 'Make a new token in place of an old one.',
  description:
    'Makes a token with the same name, permissions, limits and length of life as an old one; it ends with the token that asks for it at the latest. The old one ends at once, or after the grace period, so that its users can change over.',
  permission: 'tokens:manage',
  effect: 'destructive',
  reach: 'own',
  http: 'POST /v1/tokens/{token_id}/rotate',
  mcp: false,
  input: z.strictObject({
    token_id: tokenId,
    grace: z.string().max(16).default('0s').describe('How long the old one goes on: 0s, 1h, 7d …'),
  }),
  output: newTokenSchema,
  errors: ['token_not_found', 'permission_escalation'],
  async run({ changeTokens, clock }, input, { principal }) {
    const now = clock.now();
    const grace = readDuration(input.grace, 'grace');
    const secret = makeSecret();
    const token = await changeTokens(
      async (tokens) => {
        const old = await tokens.find(input.token_id);
        if (old === undefined) throw new OrchestrationError('token_not_found');
        if (!isLive(old, now)) throw ended();
        requireGrantable(principal, old);
        const successor = succeed(old, { secret, now, principal });
        await tokens.insert(successor);
        await tokens.update(endOf(old, { now, grace }));
        return successor;
      },
      ({ token_id }) => ({ detail: { token_id, rotated: input.token_id, grace: input.grace } }),
    );
    return showNewToken(token, secret);
  },
});

function ended(): OrchestrationError {
  return new OrchestrationError('token_not_found', {
    message: 'This token has expired or was revoked, so that there is nothing to take over.',
    hint: 'Make a new one with: mcp-orchestration token create',
  });
}

function succeed(
  old: Token,
  { secret, now, principal }: { secret: string; now: Date; principal: Principal },
): Token {
  const life = old.expires_at === null ? null : Date.parse(old.expires_at) - Date.parse(old.created_at);
  return {
    token_id: makeTokenId(),
    token_hash: hashSecret(secret),
    name: old.name,
    permissions: old.permissions,
    clients: old.clients,
    profiles: old.profiles,
    created_at: now.toISOString(),
    expires_at: capExpiry(principal, life === null ? null : new Date(now.getTime() + life).toISOString()),
    revoked_at: null,
  };
}

/** With no grace the old token is revoked; else it expires then, or before where it would have. */
function endOf(old: Token, { now, grace }: { now: Date; grace: number }) {
  if (grace === 0) {
    return { token_id: old.token_id, expires_at: old.expires_at, revoked_at: now.toISOString() };
  }
  const end = new Date(now.getTime() + grace).toISOString();
  const expires_at = old.expires_at !== null && old.expires_at < end ? old.expires_at : end;
  return { token_id: old.token_id, expires_at, revoked_at: null };
}
