import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  type Stats,
  unlinkSync,
} from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import type { FileFacts, FileSystem, OpenFile } from '../ports/file-system.js';

/** More than any client's configuration holds, and little enough to keep in memory. */
const MAXIMUM_BYTES = 64 * 1024 * 1024;

/** Not defined on Windows, where the names it guards against do not exist. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** Codes by which a file system says that it has no hard links. */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'UNKNOWN',
]);

/** Codes by which a system says that folders cannot be synced. */
const NO_FOLDER_SYNC: ReadonlySet<string> = new Set([
  'EINVAL',
  'EISDIR',
  'EPERM',
  'ENOTSUP',
  'EACCES',
  'EBADF',
]);

/** Whether there is anything at a path, links not followed. What cannot be looked at is not there. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/**
 * The file system of this machine. What reads does so at once: that takes some microseconds, and many times as long by
 * way of another thread, whose modules take longer to load than all clients' files to read.
 */
export const nodeFileSystem: FileSystem = {
  userId: process.geteuid?.(),
  replacesOpenFiles: process.platform !== 'win32',
  async facts(path) {
    return factsOf(path);
  },
  async realPath(path) {
    return realpathSync.native(path);
  },
  async readLink(path) {
    return readlinkSync(path);
  },
  async read(path) {
    const file = await openRegular(path);
    if (file === undefined) return undefined;
    try {
      return await file.read();
    } finally {
      await file.close();
    }
  },
  open: openRegular,
  create: createFile,
  async replace(from, to, expected) {
    if (expected === undefined) return moveIntoNothing(from, to);
    if (factsOf(to)?.identity !== expected) return false;
    renameSync(from, to);
    return true;
  },
  async remove(path) {
    await rm(path, { force: true });
  },
  async removeExpected(path, expected) {
    if (factsOf(path)?.identity !== expected) return false;
    unlinkSync(path);
    return true;
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  syncFolder,
  async list(path) {
    return unless('ENOENT', () => readdirSync(path)) ?? [];
  },
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function fault(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}

function unless<Result>(code: string, work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (codeOf(error) === code) return undefined;
    throw error;
  }
}

function kindOf(stats: Stats): FileFacts['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'symlink' : 'other';
}

function toFacts(stats: Stats): FileFacts {
  return {
    kind: kindOf(stats),
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    size: stats.size,
    identity: `${stats.dev}:${stats.ino}`,
    changed: stats.ctimeMs,
  };
}

function factsOf(path: string): FileFacts | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats === undefined ? undefined : toFacts(stats);
}

async function openRegular(path: string): Promise<OpenFile | undefined> {
  const file = unless('ENOENT', () => openSync(path, READ));
  if (file === undefined) return undefined;
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    // The number may be another file's by the second time.
    isOpen = false;
    closeSync(file);
  };
  const read = async (): Promise<Buffer> => {
    if (!isOpen) throw fault('EBADF', 'the file was closed');
    return readAll(file);
  };
  try {
    const facts = toFacts(fstatSync(file));
    if (facts.kind !== 'file') throw fault('EINVAL', 'not a regular file');
    if (facts.size > MAXIMUM_BYTES) throw fault('EFBIG', 'larger than 64 MiB');
    return { facts, read, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Read from the start by position, so that a second read sees the file as it is by then. */
function readAll(file: number): Buffer {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const read = readSync(file, chunk, 0, chunk.length, position);
    if (read === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    position += read;
    if (position > MAXIMUM_BYTES) throw fault('EFBIG', 'larger than 64 MiB');
  }
}

async function createFile(
  path: string,
  bytes: Uint8Array,
  facts: { mode: number; uid?: number; gid?: number },
): Promise<void> {
  const handle = await open(path, CREATE, 0o600);
  try {
    await writeAll(handle, bytes);
    await takeOver(handle, facts);
    await handle.sync();
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, written);
    written += bytesWritten;
  }
}

/** The owner first: changing it takes bits of the mode away, and a mode must not be wider under the wrong owner. */
async function takeOver(
  handle: FileHandle,
  { mode, uid, gid }: { mode: number; uid?: number; gid?: number },
): Promise<void> {
  const now = await handle.stat();
  const owner = { uid: uid ?? now.uid, gid: gid ?? now.gid };
  if (owner.uid !== now.uid || owner.gid !== now.gid) await handle.chown(owner.uid, owner.gid);
  await handle.chmod(mode);
}

/** A hard link is refused where something stands, so that nothing that came meanwhile is gone over. */
function moveIntoNothing(from: string, to: string): boolean {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!NO_LINKS.has(codeOf(error))) throw error;
    if (factsOf(to) !== undefined) return false;
    renameSync(from, to);
    return true;
  }
  unlinkSync(from);
  return true;
}

async function syncFolder(path: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDONLY);
    await handle.sync();
  } catch (error) {
    if (!NO_FOLDER_SYNC.has(codeOf(error))) throw error;
  } finally {
    await handle?.close();
  }
}
