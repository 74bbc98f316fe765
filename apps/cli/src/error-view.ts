import type { ErrorReport } from '@mcp-orchestration/core';
import { faultLines } from './commands/fault-view.js';
import { line, toned, type View } from './printing/view.js';

/** An error for people: one line, what was wrong in detail, and what to do. */
export function errorView({ message, hint, errors = [] }: ErrorReport): View {
  // A single fault is what the message says already.
  const details =
    errors.length > 1 || errors.some(({ server }) => server !== undefined) ? faultLines(errors) : [];
  return [
    line(toned('error', 'bad'), `: ${message}`),
    ...details,
    ...(hint === undefined ? [] : [line(toned('hint', 'dim'), `: ${hint}`)]),
  ];
}
