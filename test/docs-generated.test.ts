import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { REFERENCE_PAGES } from '../scripts/docs/reference-pages.js';

const fileOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

describe('the reference pages', () => {
  it.each(Object.entries(REFERENCE_PAGES))('%s is what the generator makes now', async (path, make) => {
    const stored = await readFile(fileOf(path), 'utf8').catch(() => '');
    expect(stored, `${path} is out of date. Run: npm run docs`).toBe(make());
  });
});
