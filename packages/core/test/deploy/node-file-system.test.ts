import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFileSystem as files } from '../../src/deploy/node-file-system.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const identity = async (name: string): Promise<string | undefined> => (await files.facts(at(name)))?.identity;

describe('create', () => {
  test('makes a file with all bytes and the mode asked for, whatever the umask', async () => {
    const bytes = Buffer.alloc(300_000, 'x');
    const umask = process.umask(0o077);
    try {
      await files.create(at('a'), bytes, { mode: 0o664 });
    } finally {
      process.umask(umask);
    }
    expect(readFileSync(at('a')).equals(bytes)).toBe(true);
    expect(statSync(at('a')).mode & 0o777).toBe(0o664);
  });

  test('goes over nothing: no file, no link', async () => {
    writeFileSync(at('a'), 'mine');
    symlinkSync('elsewhere', at('link'));
    for (const name of ['a', 'link']) {
      await expect(files.create(at(name), Buffer.from('x'), { mode: 0o600 })).rejects.toMatchObject({
        code: 'EEXIST',
      });
    }
    expect(readFileSync(at('a'), 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['a', 'link']);
  });
});

describe('replace', () => {
  test('puts a file in the place of the one expected', async () => {
    writeFileSync(at('old'), 'old');
    writeFileSync(at('new'), 'new');
    expect(await files.replace(at('new'), at('old'), await identity('old'))).toBe(true);
    expect(readFileSync(at('old'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['old']);
  });

  test('does nothing where another stands there', async () => {
    writeFileSync(at('old'), 'old');
    const expected = await identity('old');
    writeFileSync(at('theirs'), 'theirs');
    execFileSync('mv', [at('theirs'), at('old')]);
    writeFileSync(at('new'), 'new');
    expect(await files.replace(at('new'), at('old'), expected)).toBe(false);
    expect(await files.replace(at('new'), at('old'), undefined)).toBe(false);
    expect(readFileSync(at('old'), 'utf8')).toBe('theirs');
    expect(readFileSync(at('new'), 'utf8')).toBe('new');
  });

  test('into nothing goes over nothing, not even a dangling link', async () => {
    writeFileSync(at('new'), 'new');
    symlinkSync('nowhere', at('link'));
    expect(await files.replace(at('new'), at('link'), undefined)).toBe(false);
    expect(await files.replace(at('new'), at('fresh'), undefined)).toBe(true);
    expect(readdirSync(folder)).toEqual(['fresh', 'link']);
    expect(statSync(at('fresh')).nlink).toBe(1);
  });

  test('where the expected one is gone does nothing', async () => {
    writeFileSync(at('new'), 'new');
    expect(await files.replace(at('new'), at('gone'), '1:2')).toBe(false);
    expect(readdirSync(folder)).toEqual(['new']);
  });
});

describe('an open file', () => {
  test('is closed once: what was opened since stays open, and is not read in its place', async () => {
    writeFileSync(at('a'), 'first');
    writeFileSync(at('b'), 'second');
    const first = await files.open(at('a'));
    await first?.close();
    const second = await files.open(at('b'));
    await first?.close();
    await expect(first?.read()).rejects.toMatchObject({ code: 'EBADF' });
    expect((await second?.read())?.toString()).toBe('second');
    await second?.close();
  });

  test('is read as it is now, after its path names another too', async () => {
    writeFileSync(at('a'), 'first');
    const file = await files.open(at('a'));
    writeFileSync(at('a'), 'second');
    expect((await file?.read())?.toString()).toBe('second');
    writeFileSync(at('b'), 'third');
    await files.replace(at('b'), at('a'), file?.facts.identity);
    expect((await file?.read())?.toString()).toBe('second');
    await file?.close();
  });

  test('is none where there is none, and no link is followed', async () => {
    writeFileSync(at('a'), 'a');
    symlinkSync('a', at('link'));
    expect(await files.open(at('none'))).toBeUndefined();
    expect(await files.read(at('none'))).toBeUndefined();
    await expect(files.open(at('link'))).rejects.toMatchObject({ code: 'ELOOP' });
  });
});

test('removing takes away the expected file alone', async () => {
  writeFileSync(at('a'), 'a');
  expect(await files.removeExpected(at('a'), '1:2')).toBe(false);
  expect(await files.removeExpected(at('a'), (await identity('a')) ?? '')).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
  await files.remove(at('a'));
});

test('folders are made for the user alone, and those that exist stay as they are', async () => {
  const umask = process.umask(0);
  try {
    await files.makeFolder(at('x/y'));
    await files.makeFolder(folder);
  } finally {
    process.umask(umask);
  }
  expect(statSync(at('x')).mode & 0o777).toBe(0o700);
  expect(statSync(at('x/y')).mode & 0o777).toBe(0o700);
  expect(await files.list(at('x'))).toEqual(['y']);
  expect(await files.list(at('none'))).toEqual([]);
  await files.syncFolder(at('x'));
});
