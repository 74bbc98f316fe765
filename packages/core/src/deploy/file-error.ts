import { OrchestrationError } from '../errors.js';

/** What each code of the system means to the person who reads it, and what to do about it. */
const FAULTS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['permission is denied', 'Check the permissions of the file and its folder.'],
  EPERM: [
    'the system does not permit it',
    'Check its owner; on Windows, close the client that holds it open.',
  ],
  EBUSY: ['another program holds it', 'Close the client and repeat.'],
  EROFS: ['its file system is read-only', 'Name another file with --target FILE.'],
  ENOSPC: ['the disk is full', 'Free some space and repeat.'],
  EDQUOT: ['the disk quota is used up', 'Free some space and repeat.'],
  EIO: ['the disk reported an error', 'Check the disk, then repeat.'],
  EMFILE: ['too many files are open', 'Close some programs and repeat.'],
  ENFILE: ['too many files are open', 'Close some programs and repeat.'],
  ELOOP: ['its symbolic links form a loop', 'Repair the link.'],
  ENOTDIR: ['a part of its path is no folder', 'Check the path.'],
  ENAMETOOLONG: ['its path is too long', 'Name another file with --target FILE.'],
  ENOENT: ['its folder does not exist', 'Make the folder, or start the client once.'],
  EFBIG: ['it is larger than 64 MiB', 'This is hardly a configuration; check the path.'],
  EINVAL: ['it is no regular file', 'Check the path.'],
};

/** The code of a system error (`ENOSPC` …); undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof OrchestrationError) return undefined;
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$|^UNKNOWN$/.test(code) ? code : undefined;
}

/** Say what a system error means for a file. Any other error is given back as it is. */
export function fileError(
  error: unknown,
  { path, doing }: { path: string; doing: 'read' | 'written' },
): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  const [reason, hint] = FAULTS[code] ?? ['the system refused it', 'Check the file and its folder.'];
  return new OrchestrationError(doing === 'read' ? 'config_unreadable' : 'config_unwritable', {
    message: `${path} cannot be ${doing}: ${reason} (${code}).`,
    hint,
    cause: error,
  });
}
