import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Compiled code, and what it was compiled for. */
export interface KeptCode {
  readonly uses: readonly string[];
  readonly code: Buffer;
}

/** A file of compiled code. */
export interface KeptFile {
  readonly folder: string;
  /** What the names of all files of this build for this Node begin with. Those of others go. */
  readonly build: string;
  /** What of the program the code is of. */
  readonly part: string;
}

const pathOf = ({ folder, build, part }: KeptFile): string =>
  join(folder, `${build}-${part.replaceAll(' ', '-')}.v8`);

/**
 * Read what was kept; undefined where nothing was, or not all of it is there. A line holds the checksum and the uses,
 * then comes the code. V8 ends the process over code that is not as it made it, and a loss of power may tear a file,
 * so all of it is looked at. A checksum does, as the folder is ours alone, and spares a start `node:crypto`.
 */
export function readKept(file: KeptFile): KeptCode | undefined {
  try {
    const bytes = readFileSync(pathOf(file));
    const end = bytes.indexOf('\n');
    const { checksum, uses } = JSON.parse(bytes.toString('utf8', 0, end)) as {
      checksum: number;
      uses: string[];
    };
    const code = bytes.subarray(end + 1);
    return checksum === crc32(code) ? { uses, code } : undefined;
  } catch {
    // It is made anew.
    return undefined;
  }
}

/** Keep code. A start that is not quicker the next time is no failure of this one. */
export function writeKept(file: KeptFile, make: () => KeptCode): void {
  const temporary = `${pathOf(file)}.${process.pid}`;
  attempt(() => replaceKept(file, temporary, make()));
  attempt(() => rmSync(temporary, { force: true }));
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // See `writeKept`.
  }
}

function replaceKept(file: KeptFile, temporary: string, { uses, code }: KeptCode): void {
  const { folder, build } = file;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const head = `${JSON.stringify({ checksum: crc32(code), uses })}\n`;
  writeFileSync(temporary, Buffer.concat([Buffer.from(head), code]), { mode: 0o600, flag: 'wx' });
  renameSync(temporary, pathOf(file));
  for (const other of readdirSync(folder)) {
    if (other.endsWith('.v8') && !other.startsWith(`${build}-`)) rmSync(join(folder, other), { force: true });
  }
}
