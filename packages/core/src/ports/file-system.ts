/** What of a file decides whether and how it may be written. */
export interface FileFacts {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** In bytes. */
  readonly size: number;
  /** Device and inode: tells one file from another of the same path. */
  readonly identity: string;
  /** When its content or its facts changed last, in milliseconds, as exact as the system has it. */
  readonly changed: number;
}

/**
 * The file system as deploy uses it: each method is one step that can fail by itself, so that a test can make any of
 * them fail. Errors are Node's, with their `code` (ENOENT, EACCES, ENOSPC …).
 */
export interface FileSystem {
  /** The user that files are written as; undefined where files have no such owner (Windows). */
  readonly userId: number | undefined;
  /** Whether a file may be renamed over while it is open (not on Windows). */
  readonly replacesOpenFiles: boolean;
  /** Facts of the path itself, links not followed; undefined where there is nothing. */
  facts(path: string): Promise<FileFacts | undefined>;
  /** The path with every link followed. */
  realPath(path: string): Promise<string>;
  /** Where a link points, as it is written. */
  readLink(path: string): Promise<string>;
  /** All bytes of a regular file, opened without blocking; undefined where there is none. */
  read(path: string): Promise<Buffer | undefined>;
  /** Keep a regular file open, to read it again by its descriptor after the path names another. Undefined where there is none. */
  open(path: string): Promise<OpenFile | undefined>;
  /** Create a file that was not there (exclusive), write all bytes, sync it to disk. Mode as given; owner too where it differs. */
  create(path: string, bytes: Uint8Array, facts: { mode: number; uid?: number; gid?: number }): Promise<void>;
  /**
   * Put a file in the place of the one that `expected` identifies (undefined: of none). False, and nothing is done,
   * where another stands there by now. Nothing is done between the look and the rename but the two system calls:
   * POSIX has no rename that compares.
   */
  replace(from: string, to: string, expected: string | undefined): Promise<boolean>;
  /** Remove a file; nothing happens where there is none. */
  remove(path: string): Promise<void>;
  /** Remove the file that `expected` identifies; as `replace`. */
  removeExpected(path: string, expected: string): Promise<boolean>;
  /** Make a folder and its parents with mode 0700; those that exist stay as they are. */
  makeFolder(path: string): Promise<void>;
  /** Sync a folder to disk, where the system can. */
  syncFolder(path: string): Promise<void>;
  /** The names in a folder; none where there is no folder. */
  list(path: string): Promise<string[]>;
}

/** A file held open. */
export interface OpenFile {
  readonly facts: FileFacts;
  /** All bytes as they are now, from the start. */
  read(): Promise<Buffer>;
  close(): Promise<void>;
}
