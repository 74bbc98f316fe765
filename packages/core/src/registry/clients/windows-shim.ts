import type { Machine } from '../../ports/machine.js';
import type { StdioEntry } from '../server-entry.js';

/**
 * Programs that on Windows are `.cmd` files, which a client that starts processes without a shell cannot find.
 * `uvx`, `node`, `python` and `docker` are real executables and need no help.
 */
const SHIMS: ReadonlySet<string> = new Set(['npx', 'npm', 'pnpm', 'pnpx', 'yarn', 'bunx']);

/** What `cmd.exe` reads as its own in an argument, however the client quotes it. */
const CMD_CHARACTERS = /[&|<>^%"]/;

function needsCmd(entry: StdioEntry, machine: Machine): boolean {
  return machine.platform === 'win32' && SHIMS.has(entry.command);
}

/** The entry as it can be started on the machine: on Windows, `npx …` becomes `cmd /c npx …`. */
export function wrapShim(entry: StdioEntry, machine: Machine): StdioEntry {
  if (!needsCmd(entry, machine)) return entry;
  return { ...entry, command: 'cmd', args: ['/c', entry.command, ...(entry.args ?? [])] };
}

/** The opposite of {@link wrapShim}. */
export function unwrapShim(entry: StdioEntry, machine: Machine): StdioEntry {
  const [flag, program, ...rest] = entry.args ?? [];
  const wrapped = /^cmd(\.exe)?$/i.test(entry.command) && flag?.toLowerCase() === '/c';
  if (machine.platform !== 'win32' || !wrapped || program === undefined || !SHIMS.has(program)) return entry;
  const { args: _wrapped, ...others } = entry;
  return { ...others, command: program, ...(rest.length > 0 ? { args: rest } : {}) };
}

/** The first argument that `cmd.exe` would not pass on as it is; -1 where it passes all, or is not needed. */
export function argumentLostInCmd(entry: StdioEntry, machine: Machine): number {
  return needsCmd(entry, machine)
    ? (entry.args ?? []).findIndex((argument) => CMD_CHARACTERS.test(argument))
    : -1;
}
