import { defineOperation } from '@mcp-orchestration/core';
import { z } from 'zod';
import { isWithinLimits } from '../grants.js';
import type { AuthServices } from '../services.js';
import { showToken, tokenItemSchema } from './token-fields.js';

export const listTokens = defineOperation<AuthServices>()({
  name: 'list_tokens',
  summary: 'List the bearer tokens.',
  description:
    'Lists every token with its permissions, times and use, oldest first; to credentials that are limited, those within their limits. Secrets are not kept, so none is shown.',
  permission: 'tokens:manage',
  effect: 'read',
  http: 'GET /v1/tokens',
  mcp: false,
  input: z.strictObject({}),
  output: z
    .object({
      tokens: z.array(tokenItemSchema).describe('Oldest first.'),
      count: z.int().describe('How many there are.'),
    })
    .meta({ id: 'TokenList' }),
  errors: [],
  async run({ tokens, usage }, _input, { principal }) {
    await usage.flush();
    const found = (await tokens.list()).filter((token) => isWithinLimits(principal, token));
    return { tokens: found.map(showToken), count: found.length };
  },
});
