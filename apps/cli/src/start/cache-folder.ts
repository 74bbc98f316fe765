import { lstatSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { HOST_ID, homeFolder } from '@mcp-orchestration/core';

/**
 * Where compiled code is kept: in the home, so that one folder holds all that the product leaves behind. Code is taken
 * from there, so none is kept in a folder that others may write; nor in one that is not a home yet.
 */
export function cacheFolder(args: readonly string[]): string | undefined {
  const home = homeFolder(namedHome(args));
  const folder = join(home, 'cache');
  const facts = look(folder, lstatSync);
  if (look(join(home, HOST_ID)) === undefined || !isOurs(look(home))) return undefined;
  // It may have been put there while others could write the home.
  return facts === undefined || isOurs(facts) ? folder : undefined;
}

/** Whether something is a folder of this user's that nobody else may write. */
function isOurs(facts: Stats | undefined): boolean {
  if (facts === undefined || !facts.isDirectory()) return false;
  return process.getuid === undefined || (facts.uid === process.getuid() && (facts.mode & 0o022) === 0);
}

/** What there is at a path. Whatever keeps it from being looked at is told when the home is opened. */
function look(path: string, stat: (path: string) => Stats = statSync): Stats | undefined {
  try {
    return stat(path);
  } catch {
    return undefined;
  }
}

/** The value of `--home`, before the arguments are understood. */
function namedHome(args: readonly string[]): string | undefined {
  const place = args.findIndex((arg) => arg === '--home' || arg.startsWith('--home='));
  return args[place] === '--home' ? args[place + 1] : args[place]?.slice('--home='.length);
}
