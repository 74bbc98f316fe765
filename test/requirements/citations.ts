import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../support/binary.js';

/** Where a requirement is cited. */
export interface Citation {
  readonly id: string;
  /** The file, by its path in the repository. */
  readonly file: string;
}

const FOLDERS = ['test', 'packages', 'apps'];

/** A title that begins with ids: `'[R01] lists …'`, `'[P01][P02] …'`. */
const TITLE = /['"`]((?:\[[A-Z]\d\d\])+) /g;

/** Every citation in the titles of tests: unit, workspace, browser and soak. */
export async function readCitations(): Promise<Citation[]> {
  const files = (await Promise.all(FOLDERS.map(testFiles))).flat().sort();
  return (await Promise.all(files.map(citationsOf))).flat();
}

async function testFiles(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'src'].includes(entry.name) ? [] : testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

async function citationsOf(file: string): Promise<Citation[]> {
  return citedIn(await readFile(join(ROOT, file), 'utf8')).map((id) => ({ id, file }));
}

/** The ids that the titles in a source cite. */
export function citedIn(source: string): string[] {
  return [...source.matchAll(TITLE)].flatMap(([, ids = '']) => ids.match(/[A-Z]\d\d/g) ?? []);
}
