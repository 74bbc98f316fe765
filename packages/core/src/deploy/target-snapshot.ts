import { OrchestrationError } from '../errors.js';
import type { FileFacts, FileSystem, OpenFile } from '../ports/file-system.js';
import { fileError } from './file-error.js';

/** A file as it was read, held open where the system lets it be replaced meanwhile. */
export interface TargetSnapshot {
  readonly target: string;
  /** Undefined where there is no file. */
  readonly bytes: Buffer | undefined;
  readonly facts: FileFacts | undefined;
  readonly file: OpenFile | undefined;
}

/**
 * Read a file and keep it open. The caller closes it.
 * @throws OrchestrationError `config_unreadable`.
 */
export async function takeSnapshot(files: FileSystem, target: string): Promise<TargetSnapshot> {
  let file: OpenFile | undefined;
  try {
    file = await files.open(target);
    if (file === undefined) return { target, bytes: undefined, facts: undefined, file };
    const bytes = await file.read();
    if (files.replacesOpenFiles) return { target, bytes, facts: file.facts, file };
    await file.close();
    return { target, bytes, facts: file.facts, file: undefined };
  } catch (error) {
    await file?.close().catch(() => undefined);
    throw fileError(error, { path: target, doing: 'read' });
  }
}

/** Whether the file still holds what was read. That it is the same file is for `FileSystem.replace` to see. */
export async function isUnchanged(files: FileSystem, snapshot: TargetSnapshot): Promise<boolean> {
  const now = snapshot.file === undefined ? await files.read(snapshot.target) : await snapshot.file.read();
  return sameBytes(now, snapshot.bytes);
}

/** Whether two files hold the same, where undefined is no file. */
export function sameBytes(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  return left === undefined || right === undefined ? left === right : Buffer.compare(left, right) === 0;
}

/**
 * Refuse a file that its permissions keep from being written: a rename would go over it all the same.
 * @throws OrchestrationError `config_unwritable`.
 */
export function requireWritable(files: FileSystem, { target, facts }: TargetSnapshot): void {
  if (facts === undefined) return;
  if ((facts.mode & 0o200) === 0) {
    throw new OrchestrationError('config_unwritable', {
      message: `${target} is read-only; it was left as it is.`,
      hint: 'Make it writable, then repeat.',
    });
  }
  const mayTake = files.userId === undefined || files.userId === 0 || files.userId === facts.uid;
  if (mayTake) return;
  throw new OrchestrationError('config_unwritable', {
    message: `${target} belongs to another user; it was left as it is.`,
    hint: 'Run the command as the user that the file belongs to.',
  });
}
