import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileSystem } from '../ports/file-system.js';
import { isUnchanged, sameBytes, type TargetSnapshot } from './target-snapshot.js';

/** What came of putting new bytes in the place of a file. */
export type SwapResult =
  /** They are in place, and nobody had written meanwhile. */
  | { readonly state: 'swapped' }
  /** Somebody wrote before: nothing was done. */
  | { readonly state: 'outrun' }
  /** They are in place, but somebody had written to the file that they took the place of: this. */
  | { readonly state: 'overran'; readonly foreign: Buffer };

/** How often, and how far apart in milliseconds, a file is read until its writer is done with it. */
const READS = 25;
const PAUSE_MS = 20;

/** The temporary file of an intent, beside its target: found again when its process has died. */
export function temporaryPath(target: string, intentId: string): string {
  return join(dirname(target), `.mcp-orchestration-${intentId}.tmp`);
}

/**
 * Put bytes in the place of the file that was read (undefined: take the file away), whole or not at all, with its
 * mode and owner. A new file is the user's alone (0600).
 *
 * What nobody can see is a file that another program renames into place in the microseconds between the last look
 * and our rename, and a write through a descriptor that its holder keeps for longer than the look after.
 */
export async function swapFile(
  files: FileSystem,
  {
    snapshot,
    bytes,
    temporary,
  }: { snapshot: TargetSnapshot; bytes: Uint8Array | undefined; temporary: string },
): Promise<SwapResult> {
  if (bytes !== undefined) await files.create(temporary, bytes, ownership(snapshot));
  if (!((await isUnchanged(files, snapshot)) && (await putInPlace(files, { snapshot, bytes, temporary })))) {
    await files.remove(temporary);
    return { state: 'outrun' };
  }
  await files.syncFolder(dirname(snapshot.target));
  return lookBack(snapshot);
}

function ownership({ facts }: TargetSnapshot): { mode: number; uid?: number; gid?: number } {
  return facts === undefined ? { mode: 0o600 } : { mode: facts.mode, uid: facts.uid, gid: facts.gid };
}

async function putInPlace(
  files: FileSystem,
  {
    snapshot,
    bytes,
    temporary,
  }: { snapshot: TargetSnapshot; bytes: Uint8Array | undefined; temporary: string },
): Promise<boolean> {
  const { target, facts } = snapshot;
  if (bytes !== undefined) return files.replace(temporary, target, facts?.identity);
  return facts === undefined || files.removeExpected(target, facts.identity);
}

/** Look at the file that is no longer there, through its descriptor; wait until who writes to it is done. */
async function lookBack({ file, bytes }: TargetSnapshot): Promise<SwapResult> {
  if (file === undefined) return { state: 'swapped' };
  let last = await file.read();
  if (sameBytes(last, bytes)) return { state: 'swapped' };
  for (let reads = 0; reads < READS; reads += 1) {
    await sleep(PAUSE_MS);
    const next = await file.read();
    // An empty file is mostly one that was just truncated, to be written next.
    if (next.length > 0 && sameBytes(next, last)) break;
    last = next;
  }
  return { state: 'overran', foreign: last };
}
