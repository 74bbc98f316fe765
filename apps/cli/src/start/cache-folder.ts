import { statSync } from 'node:fs';
import { join } from 'node:path';
import { homeFolder } from '@mcp-orchestration/core';

/**
 * Where compiled code is kept: in the home, so that one folder holds all that the product leaves behind. Code is taken
 * from there, so none is kept in a home that others may write, nor in one that is not there yet.
 */
export function cacheFolder(): string | undefined {
  const home = homeFolder();
  const facts = statSync(home, { throwIfNoEntry: false });
  if (facts === undefined || !facts.isDirectory()) return undefined;
  const foreign =
    process.getuid !== undefined && (facts.uid !== process.getuid() || (facts.mode & 0o022) !== 0);
  return foreign ? undefined : join(home, 'cache');
}
