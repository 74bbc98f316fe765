import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file as a user may have it. */
export interface CorpusFile {
  /** Its path within the corpus. */
  readonly name: string;
  readonly format: 'json' | 'toml' | 'yaml';
  readonly bytes: Buffer;
}

const OWN = fileURLToPath(new URL('fixtures', import.meta.url));

/** Real files that people committed to public repositories, where they are at hand. They are no part of the project. */
const REAL = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

const FORMATS: Readonly<Record<string, CorpusFile['format']>> = {
  '.json': 'json',
  '.jsonc': 'json',
  '.toml': 'toml',
  '.yaml': 'yaml',
  '.yml': 'yaml',
};

/** Our own files, one for each thing that editors of such files get wrong. */
export function ownFiles(): CorpusFile[] {
  return filesUnder(OWN);
}

/** The real files; none where they are not at hand. */
export function realFiles(): CorpusFile[] {
  return existsSync(REAL) ? filesUnder(REAL) : [];
}

function filesUnder(folder: string): CorpusFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && FORMATS[extname(entry.name)] !== undefined)
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({
      name: dirname(path) === folder ? basename(path) : path.slice(folder.length + 1),
      format: FORMATS[extname(path)] ?? 'json',
      bytes: readFileSync(path),
    }));
}
