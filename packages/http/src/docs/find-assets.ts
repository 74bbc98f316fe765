import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the folder is from the module that runs: this package's build, a bundle of a program, this file itself. */
const CANDIDATES = ['./assets', '../assets', '../../dist/assets'];

/** Find the folder that the build has filled with the files of the documentation; undefined where it has not. */
export function findAssets(given?: string): string | undefined {
  const folders =
    given === undefined ? CANDIDATES.map((path) => fileURLToPath(new URL(path, import.meta.url))) : [given];
  return folders.find((folder) => existsSync(join(folder, 'swagger-ui-bundle.js')));
}
