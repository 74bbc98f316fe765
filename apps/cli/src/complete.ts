import completer from '@bomb.sh/tab';
import describeTree from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { buildProgram } from './program.js';

/** Words before the one that is completed after which a client's id is wanted. */
const CLIENT_OPTIONS = ['-c', '--client'];

/** Answer a shell that asks how a command line goes on. The words come after `--`. */
export async function complete(args: readonly string[]): Promise<void> {
  const words = args[0] === '--' ? args.slice(1) : args;
  const before = words.at(-2);
  if (before !== undefined && CLIENT_OPTIONS.includes(before)) {
    const { completeClient } = await import('./complete-client.js');
    return completeClient(words.at(-1) ?? '');
  }
  describeTree(brief(buildProgram(async () => undefined)));
  completer.parse([...words]);
}

/** A shell has a line for each command: the summary in place of the description. */
function brief(command: Command): Command {
  for (const one of command.commands) brief(one);
  return command.description(command.summary());
}
