import type { Answers } from '../all-operations.js';
import type { Handler } from '../command.js';
import { type Cell, line, table, toned } from '../printing/view.js';

type Token = Answers<'list_tokens'>['tokens'][number];

/** `token list` */
export const tokenList: Handler = async ({ call }) => {
  const data = await call('list_tokens');
  const now = new Date().toISOString();
  const rows = data.tokens.map((token): Cell[] => [
    statusCell(token, now),
    toned(token.token_id, 'strong'),
    token.name,
    token.permissions.join(' '),
    token.last_used_at ?? 'never',
    String(token.usage_count),
  ]);
  return {
    data,
    view:
      rows.length === 0
        ? [line('There is no token. Make one with: mcp-orchestration token create')]
        : [table(['STATUS', 'TOKEN', 'NAME', 'PERMISSIONS', 'LAST USED', 'USES'], rows)],
  };
};

function statusCell({ revoked_at, expires_at }: Token, now: string): Cell {
  if (revoked_at !== null) return toned('revoked', 'bad');
  return expires_at !== null && expires_at <= now ? toned('expired', 'dim') : toned('live', 'good');
}
