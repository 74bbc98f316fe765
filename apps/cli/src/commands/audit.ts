import type { Handler } from '../command.js';
import { type Cell, line, table, toned } from '../printing/view.js';

/** The options of `audit`. */
interface AuditOptions {
  readonly since?: string;
  readonly principal?: string;
  readonly operation?: string;
  readonly client?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

/** `audit` */
export const audit: Handler<AuditOptions> = async ({ call }, { options }) => {
  const data = await call('list_audit_entries', {
    since: options.since,
    principal: options.principal,
    operation: options.operation,
    client_id: options.client,
    limit: options.limit,
    cursor: options.cursor,
  });
  const rows = data.entries.map((entry): Cell[] => [
    String(entry.sequence),
    entry.at,
    entry.principal,
    entry.outcome === 'denied' ? toned(`${entry.operation} denied`, 'bad') : entry.operation,
    [entry.client_id, entry.profile_id].filter((id) => id !== undefined).join('/'),
    JSON.stringify(entry.detail),
  ]);
  return {
    data,
    view:
      rows.length === 0
        ? [line('No entry was found.')]
        : [table(['#', 'AT', 'WHO', 'WHAT', 'WHERE', 'DETAIL'], rows)],
    notes: data.next_cursor === undefined ? [] : [`Older ones: --cursor ${data.next_cursor}`],
  };
};
