import type { CommandSpec } from '../command.js';
import { backupCommands } from './backup-commands.js';
import { clientCommands } from './client-commands.js';
import { draftCommands } from './draft-commands.js';
import { keyCommands } from './key-commands.js';
import { machineCommands } from './machine-commands.js';
import { releaseCommands } from './release-commands.js';
import { serverCommands } from './server-commands.js';
import { serviceCommands } from './service-commands.js';
import { tokenCommands } from './token-commands.js';

/** Commands that stand together in the help. */
export interface CommandGroup {
  readonly heading: string;
  readonly commands: readonly CommandSpec[];
}

/** Every command of the program, in the order in which people meet them. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  { heading: 'Begin:', commands: machineCommands },
  { heading: 'Look around:', commands: [...clientCommands, ...serverCommands] },
  {
    heading: 'Change what a client may use:',
    commands: [...draftCommands, ...releaseCommands, ...backupCommands],
  },
  { heading: 'Serve:', commands: serviceCommands },
  { heading: 'Keys, tokens, audit:', commands: [...keyCommands, ...tokenCommands] },
];

/** What the words that group commands stand for. */
export const GROUP_SUMMARIES: ReadonlyMap<string, string> = new Map([
  ['client', 'the AI clients whose configuration is managed'],
  ['profile', 'the named variants of a client'],
  ['server', 'the catalogue of MCP servers'],
  ['draft', 'the working copy of a profile'],
  ['config', 'what has been published'],
  ['backup', "what clients' files held before they were written"],
  ['key', 'the keys that sign releases'],
  ['token', 'the bearer tokens of the HTTP API'],
]);

/** Examples of the whole way, for the help of the program. */
export const PROGRAM_EXAMPLES: CommandSpec['examples'] = [
  ['init', 'make the signing key and see which clients are installed'],
  ['draft add filesystem -c cursor --param path=/home/me/notes', "add a server to Cursor's draft"],
  ['publish -c cursor --changelog "notes"', 'check, sign and store it as the next release'],
  ['deploy -c cursor', "show the plan, then write it into Cursor's own file"],
  ['status -c cursor', 'see whether the file is still as released'],
  ['rollback -c cursor --to 1 --deploy', 'go back to the first release'],
];
