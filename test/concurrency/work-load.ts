import type { Worker } from './workers.js';

/** One operation that a worker did, with what came of it. */
export interface Deed {
  readonly operation: string;
  readonly output: Readonly<Record<string, unknown>>;
  /** The error's code, where it was refused. */
  readonly code?: string;
}

/** The round of work: drafting, publishing, deploying and looking, as several people would who share a home. */
const ROUND = [
  'add_server_to_config',
  'add_server_to_config',
  'remove_server_from_config',
  'publish_config',
  'check_drift',
  'add_server_to_config',
  'remove_server_from_config',
  'deploy_config',
  'remove_server_from_config',
  'create_token',
] as const;

/** Every operation of the work load. */
export const COMMANDS = [...new Set(ROUND)];

const CURSOR = { client_id: 'cursor' };

/** Do a number of operations, one after another, as one worker among others. */
export async function workLoad(worker: Worker, count: number): Promise<Deed[]> {
  const deeds: Deed[] = [];
  // Names of this worker alone, that it knows to be in the draft.
  const names: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { operation, input } = nextDeed(worker, { at, names });
    const deed = await worker.call(operation, input);
    deeds.push({ operation, ...deed });
    const name = deed.output.server_name;
    if (operation === 'add_server_to_config' && typeof name === 'string') names.push(name);
    if (operation === 'remove_server_from_config' && typeof name === 'string') names.shift();
  }
  return deeds;
}

function nextDeed(
  { name, tools }: Worker,
  { at, names }: { at: number; names: readonly string[] },
): { operation: string; input: Record<string, unknown> } {
  const wanted = ROUND[at % ROUND.length] ?? 'check_drift';
  const [oldest, ...others] = names;
  if (wanted === 'add_server_to_config') {
    const server = { command: 'node', args: [`${name}-${at}.js`] };
    return { operation: wanted, input: { ...CURSOR, server_name: `${name}-${at}`, server } };
  }
  // One server of each worker stays: a draft that all of them had emptied could not be published.
  if (wanted === 'remove_server_from_config' && oldest !== undefined && others.length > 0) {
    return { operation: wanted, input: { ...CURSOR, server_name: oldest } };
  }
  if (wanted === 'create_token' && !tools) return { operation: wanted, input: { name: `${name}-${at}` } };
  if (wanted === 'publish_config' || wanted === 'deploy_config') return { operation: wanted, input: CURSOR };
  return { operation: 'check_drift', input: CURSOR };
}
