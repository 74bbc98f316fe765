import completer from '@bomb.sh/tab';
import type { Handler } from '../command.js';

/** `completion`: the script of a shell. It asks the program itself, through the hidden command `complete`. */
export const completion: Handler = async (_context, { args: [shell = 'bash'] }) => {
  completer.setup('mcp-orchestration', 'mcp-orchestration', shell);
  return undefined;
};
