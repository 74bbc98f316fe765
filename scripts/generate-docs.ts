// Writes the pages under docs/reference: npm run docs
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REFERENCE_PAGES } from './docs/reference-pages.js';

for (const [path, make] of Object.entries(REFERENCE_PAGES)) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, make());
  console.log(path);
}
