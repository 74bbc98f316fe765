import { COMMAND_GROUPS } from '../tree/command-tree.js';

/** The words of each command. The list is made when the program is built, as it is looked at before that is loaded. */
export const COMMAND_PATHS: readonly string[] = COMMAND_GROUPS.flatMap(({ commands }) =>
  commands.map(({ path }) => path),
);
