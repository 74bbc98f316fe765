import { FIRST_VERSION } from './first-version.js';
import { main, type Told } from './main.js';
import { buildProgram, buildSingleProgram } from './program.js';

/**
 * Run one of the published binaries with the arguments of this process, and leave the exit code.
 * Nothing is thrown.
 */
export async function runBinary(name: string, told: Told): Promise<void> {
  const single = Object.entries(FIRST_VERSION).find(([known]) => known === name);
  if (single !== undefined) {
    await main((run) => buildSingleProgram({ name, spec: single[1] }, run), { told });
    return;
  }
  const args = process.argv.slice(2);
  if (args[0] === 'complete') {
    const { complete } = await import('./complete.js');
    told.chosen(`${name} complete`);
    await complete(args.slice(1));
    return;
  }
  await main(buildProgram, { args: keyIdAsWord(askedFor(args)), told });
}

/** An MCP client starts the program without a command; a person at a terminal is shown around. */
function askedFor(args: readonly string[]): readonly string[] {
  if (args.length === 0) return [process.stdin.isTTY === true ? '--help' : 'stdio'];
  return args[0] === 'help' ? [...args.slice(1), '--help'] : args;
}

/** Of 64 key ids one begins with a hyphen, which commander would take for an option: it goes behind `--`. */
function keyIdAsWord(args: readonly string[]): readonly string[] {
  if (args[0] !== 'key' || args[1] !== 'revoke' || args.includes('--')) return args;
  const place = args.findIndex(
    (arg, index) => /^-[\w-]{42}$/.test(arg) && args[index - 1]?.startsWith('-') === false,
  );
  return place < 0 ? args : [...args.slice(0, place), ...args.slice(place + 1), '--', args[place] ?? ''];
}
