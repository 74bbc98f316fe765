#!/usr/bin/env node
import { VERSION } from '../version.js';

const args = process.argv.slice(2);

// Answered before anything else is loaded: the rest is imported when it is needed.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else if (args[0] === 'complete') {
  const { complete } = await import('../complete.js');
  await complete(args.slice(1));
} else {
  const { main } = await import('../main.js');
  const { buildProgram } = await import('../program.js');
  const asked = args[0] === 'help' ? [...args.slice(1), '--help'] : args;
  // An MCP client starts the program without a command; a person at a terminal is shown around.
  const alone = process.stdin.isTTY === true ? '--help' : 'stdio';
  await main(buildProgram, asked.length === 0 ? [alone] : asked);
}
