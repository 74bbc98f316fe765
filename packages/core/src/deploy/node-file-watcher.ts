import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { FileWatcher } from '../ports/file-watcher.js';

/** How often files are looked at whose folders cannot be watched, or whose events are lost (networks, containers). */
const POLL_MS = 500;

/** How long a file is left to whoever writes to it before it is looked at. */
const SETTLE_MS = 100;

/**
 * Watches the folders of files, since a file that is replaced takes its watch with it, and looks at the files
 * themselves besides: events are only there to be early.
 */
export const nodeFileWatcher: FileWatcher = {
  watch(paths, onChange) {
    const stops = paths.map((path) => watchFile(path, () => onChange(path)));
    return () => {
      for (const stop of stops) stop();
    };
  },
};

function watchFile(path: string, onChange: () => void): () => void {
  let seen = fingerprint(path);
  let settling: NodeJS.Timeout | undefined;
  const look = (): void => {
    settling = undefined;
    const now = fingerprint(path);
    if (now === seen) return;
    seen = now;
    onChange();
  };
  const lookSoon = (): void => {
    clearTimeout(settling);
    settling = setTimeout(look, SETTLE_MS);
  };
  const events = watchFolder(dirname(path), lookSoon);
  const poll = setInterval(() => {
    if (fingerprint(path) !== seen && settling === undefined) lookSoon();
  }, POLL_MS);
  return () => {
    events?.close();
    clearInterval(poll);
    clearTimeout(settling);
  };
}

/** What changes whenever a file does: which it is, how long, and when it was written. Links are followed. */
function fingerprint(path: string): string {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(':');
  } catch {
    return 'none';
  }
}

function watchFolder(folder: string, onEvent: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: true }, onEvent);
    // The folder may go. The file is looked at all the same.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
