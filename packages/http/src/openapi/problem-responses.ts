import { ERRORS, type ErrorCode, HTTP_STATUS } from '@mcp-orchestration/core';
import { PROBLEM_TYPE } from '../problem.js';
import type { ResponseFacts } from './route-facts.js';

const text = { type: 'string' };

const HEADERS: Readonly<Record<number, ResponseFacts['headers']>> = {
  401: { 'WWW-Authenticate': { description: 'The scheme to use: Bearer.', schema: text } },
  429: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
};

/** One response for each status that the codes have, which names them. */
export function problemResponses(codes: readonly ErrorCode[]): Record<string, ResponseFacts> {
  const byStatus = new Map<number, Set<ErrorCode>>();
  for (const code of codes) {
    const status = HTTP_STATUS[ERRORS[code].kind];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => [String(status), describe(status, found)]),
  );
}

function describe(status: number, codes: ReadonlySet<ErrorCode>): ResponseFacts {
  const headers = HEADERS[status];
  return {
    description: [...codes].map((code) => `\`${code}\`: ${ERRORS[code].message}`).join('\n\n'),
    ...(headers === undefined ? {} : { headers }),
    content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
