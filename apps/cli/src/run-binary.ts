import { FIRST_VERSION } from './first-version.js';
import { main } from './main.js';
import { buildProgram, buildSingleProgram } from './program.js';

/**
 * Run one of the published binaries with the arguments of this process, and leave the exit code.
 * Nothing is thrown. `chosen` is told the words of the command that is run: `mcp-orchestration server list`.
 */
export async function runBinary(name: string, chosen: (use: string) => void): Promise<void> {
  const single = Object.entries(FIRST_VERSION).find(([known]) => known === name);
  if (single !== undefined) {
    await main((run) => buildSingleProgram({ name, spec: single[1] }, run), { chosen });
    return;
  }
  const args = process.argv.slice(2);
  if (args[0] === 'complete') {
    const { complete } = await import('./complete.js');
    chosen(`${name} complete`);
    await complete(args.slice(1));
    return;
  }
  await main(buildProgram, { args: askedFor(args), chosen });
}

/** An MCP client starts the program without a command; a person at a terminal is shown around. */
function askedFor(args: readonly string[]): readonly string[] {
  if (args.length === 0) return [process.stdin.isTTY === true ? '--help' : 'stdio'];
  return args[0] === 'help' ? [...args.slice(1), '--help'] : args;
}
