import { defineOperation, OrchestrationError } from '@mcp-orchestration/core';
import { z } from 'zod';
import { isWithinLimits } from '../grants.js';
import type { AuthServices } from '../services.js';
import { timestamp, tokenId } from './token-fields.js';

export const revokeToken = defineOperation<AuthServices>()({
  name: 'revoke_token',
  summary: 'Revoke a bearer token, for ever.',
  description:
    'Revokes a token: every server that uses this home or database refuses it within a second. Revoking it again changes nothing.',
  permission: 'tokens:manage',
  effect: 'destructive',
  reach: 'own',
  http: 'DELETE /v1/tokens/{token_id}',
  mcp: false,
  input: z.strictObject({ token_id: tokenId }),
  output: z
    .object({
      status: z.literal('revoked').describe('The token is refused from now on.'),
      token_id: tokenId,
      revoked_at: timestamp.describe('ISO 8601, UTC: when it was revoked first.'),
    })
    .meta({ id: 'RevokedToken' }),
  errors: ['token_not_found'],
  async run({ changeTokens, clock }, { token_id }, { principal }) {
    const revoked_at = await changeTokens(
      async (tokens) => {
        const token = await tokens.find(token_id);
        if (token === undefined) throw new OrchestrationError('token_not_found');
        if (!isWithinLimits(principal, token)) throw beyondLimits();
        if (token.revoked_at !== null) return token.revoked_at;
        const now = clock.now().toISOString();
        await tokens.update({ token_id, expires_at: token.expires_at, revoked_at: now });
        return now;
      },
      { detail: { token_id } },
    );
    return { status: 'revoked' as const, token_id, revoked_at };
  },
});

function beyondLimits(): OrchestrationError {
  return new OrchestrationError('forbidden', {
    message: 'These credentials are limited to some clients or profiles, and that token reaches others.',
  });
}
