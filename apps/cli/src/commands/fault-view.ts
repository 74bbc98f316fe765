import { type Block, type Cell, line, toned } from '../printing/view.js';

/** One fault of a draft, as validation answers it. */
interface Fault {
  readonly code: string;
  readonly message: string;
  readonly severity?: 'error' | 'warning' | undefined;
  readonly server?: string | undefined;
  readonly field?: string | undefined;
}

/** Faults, a line each: what is wrong, where, under which code. */
export function faultLines(faults: readonly Fault[]): Block[] {
  return faults.map((fault) =>
    line('  ', severityCell(fault), ` ${whereOf(fault)}${fault.message} `, toned(fault.code, 'dim')),
  );
}

function severityCell({ severity = 'error' }: Fault): Cell {
  return toned(severity, severity === 'error' ? 'bad' : 'warn');
}

/** Where a fault is, unless its message begins with that already. */
function whereOf({ server, field, message }: Fault): string {
  const parts = [server, field].filter((part) => part !== undefined && !message.startsWith(`${part}: `));
  return parts.length === 0 ? '' : `${parts.join(' ')}: `;
}
