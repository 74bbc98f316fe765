import { type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { HOST_ID, homeFolder } from '@mcp-orchestration/core';

/**
 * Where compiled code is kept: in the home, so that one folder holds all that the product leaves behind. Code is taken
 * from there, so none is kept in a folder that others may write; nor in one that is not a home yet.
 */
export function cacheFolder(args: readonly string[]): string | undefined {
  const home = homeFolder(namedHome(args));
  const facts = look(home);
  if (facts === undefined || look(join(home, HOST_ID)) === undefined) return undefined;
  const foreign =
    process.getuid !== undefined && (facts.uid !== process.getuid() || (facts.mode & 0o022) !== 0);
  return foreign ? undefined : join(home, 'cache');
}

/** What there is at a path. Whatever keeps it from being looked at is told when the home is opened. */
function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** The value of `--home`, before the arguments are understood. */
function namedHome(args: readonly string[]): string | undefined {
  const place = args.findIndex((arg) => arg === '--home' || arg.startsWith('--home='));
  return args[place] === '--home' ? args[place + 1] : args[place]?.slice('--home='.length);
}
