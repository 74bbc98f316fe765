import { FIRST_VERSION } from './first-version.js';
import { main } from './main.js';
import { buildProgram, buildSingleProgram } from './program.js';

/**
 * Run one of the published binaries with the arguments of this process, and leave the exit code.
 * @returns the words of the command that was run: `mcp-orchestration server list`. Nothing is thrown.
 */
export async function runBinary(name: string): Promise<string> {
  const single = Object.entries(FIRST_VERSION).find(([known]) => known === name);
  if (single !== undefined) {
    return main((run) => buildSingleProgram({ name, spec: single[1] }, run));
  }
  const args = process.argv.slice(2);
  if (args[0] === 'complete') {
    const { complete } = await import('./complete.js');
    await complete(args.slice(1));
    return `${name} complete`;
  }
  return main(buildProgram, askedFor(args));
}

/** An MCP client starts the program without a command; a person at a terminal is shown around. */
function askedFor(args: readonly string[]): readonly string[] {
  if (args.length === 0) return [process.stdin.isTTY === true ? '--help' : 'stdio'];
  return args[0] === 'help' ? [...args.slice(1), '--help'] : args;
}
