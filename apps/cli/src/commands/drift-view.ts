import type { Answers } from '../all-operations.js';
import { type Block, type Cell, line, type Tone, table, toned, type View } from '../printing/view.js';
import { inputText } from './deployment-view.js';
import { statusCell } from './discover.js';

/** How a client's file stands to what was released. */
export type Drift = Answers<'check_drift'>;

const STATE_TONES = {
  clean: 'good',
  converged: 'good',
  pending: 'warn',
  drifted: 'bad',
  missing: 'bad',
  conflict: 'bad',
  orphaned: 'warn',
  foreign: 'dim',
} as const satisfies Record<Drift['servers'][number]['state'], Tone>;

/** Servers with their states, and the inputs that they refer to. */
export function statesTable({ servers, inputs = [] }: Pick<Drift, 'servers' | 'inputs'>): Block[] {
  const all = [...servers, ...inputs.map((input) => ({ ...input, name: inputText(input.name) }))];
  if (all.length === 0) return [];
  const rows = all.map(({ name, state, cause }): Cell[] => [
    toned(state, STATE_TONES[state]),
    name,
    cause ?? '',
  ]);
  return [table(['STATE', 'SERVER', 'WHY'], rows)];
}

/** One file for people. */
export function driftView(data: Drift): View {
  const { client_id, profile_id, deployed_version, latest_version } = data;
  const versions = ` (deployed ${versionText(deployed_version)}, latest ${versionText(latest_version)})`;
  return [
    line(toned(`${client_id}/${profile_id}`, 'strong'), ' is ', statusCell(data.status), versions),
    ...(data.config_path === null ? [] : [line(toned('file  ', 'dim'), data.config_path)]),
    ...(data.cause === undefined ? [] : [line(data.cause)]),
    ...statesTable(data),
  ];
}

/** A version that there may be none of. */
export function versionText(version: number | null): string {
  return version === null ? 'none' : String(version);
}
