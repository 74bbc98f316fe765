import type { RequestRecord } from '@mcp-orchestration/http';
import type { Log } from './log.js';
import { levelOfStatus } from './log-level.js';

/** Make what logs answered requests: one line for each. */
export function logRequests(log: Log): (record: RequestRecord) => void {
  let last: { readonly of: RequestRecord; readonly log: Log } | undefined;
  return (record) => {
    const { method, route, status, principal, request_id, duration_ms } = record;
    // Many requests are of the same kind as the one before.
    if (last === undefined || !isAlike(last.of, record)) {
      last = { of: record, log: log.about({ method, route, status, principal }) };
    }
    last.log(levelOfStatus(status), { duration_ms, request_id });
  };
}

function isAlike(one: RequestRecord, other: RequestRecord): boolean {
  return (
    one.route === other.route &&
    one.principal === other.principal &&
    one.status === other.status &&
    one.method === other.method
  );
}
