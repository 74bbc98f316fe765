import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { binary, makeUser, run, type User } from './support/cli.js';

let user: User;
beforeAll(async () => {
  user = await makeUser();
});

/** What a run loads besides Node's own start: the files of code, and modules of Node's, `node:http`. */
async function loadedBy(args: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-orchestration-loaded-'));
  try {
    const list = join(folder, 'list.json');
    const spy = fileURLToPath(new URL('./support/list-loaded.cjs', import.meta.url));
    await run(user, args, { env: { NODE_OPTIONS: `--require=${spy}`, LIST_LOADED: list } });
    return JSON.parse(await readFile(list, 'utf8')) as string[];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const DIST = join(binary(), '..', '..');
const ours = (loaded: readonly string[]): string[] =>
  loaded
    .filter((path) => path.startsWith(DIST))
    .map((path) => path.slice(DIST.length + 1).replaceAll('\\', '/'));

describe('start-up', () => {
  it('loads next to nothing to tell the version', async () => {
    expect((await run(user, ['--version'])).stdout).toBe(`${manifest.version}\n`);
    const loaded = await loadedBy(['--version']);
    expect(ours(loaded)).toEqual(['bin/mcp-orchestration.js']);
    expect((await stat(binary())).size).toBeLessThan(10_000);
  });

  it('loads no database and nothing of the network to show help', async () => {
    const loaded = await loadedBy(['--help']);
    expect(ours(loaded)).toContain('start.js');
    expect(
      loaded.filter((name) =>
        /sqlite|kysely|[\\/]lib[\\/]|^node:(http|https|http2|tls|fs\/promises)$/.test(name),
      ),
    ).toEqual([]);
  });

  it('loads the database, and no library of the servers or of other formats, to list the catalogue', async () => {
    const loaded = await loadedBy(['server', 'list']);
    expect(loaded.some((name) => name.includes('sqlite'))).toBe(true);
    expect(
      loaded.filter((name) => /[\\/]dist[\\/]lib[\\/]|^node:(http|https|http2|tls)$/.test(name)),
    ).toEqual([]);
  });

  it('makes nothing on disk to show help', async () => {
    const newcomer = await makeUser();
    await run(newcomer, ['deploy', '--help']);
    await expect(stat(newcomer.home)).rejects.toThrow('ENOENT');
  });

  it('shows help of a command by either word', async () => {
    const { stdout } = await run(user, ['help', 'draft', 'add']);
    expect(stdout).toContain('Usage: mcp-orchestration draft add [options] [server_id]');
    expect(stdout).toBe((await run(user, ['draft', 'add', '--help'])).stdout);
  });

  it('shows what a word groups, and exits 2, where the command is left out', async () => {
    const { code, stdout, stderr } = await run(user, ['draft']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: mcp-orchestration draft [options] [command]');
  });
});

describe('the built binaries', () => {
  it('begin with a hashbang, and can be run', async () => {
    for (const name of Object.keys(manifest.bin)) {
      expect((await readFile(binary(name), 'utf8')).split('\n')[0]).toBe('#!/usr/bin/env node');
      if (process.platform !== 'win32') expect((await stat(binary(name))).mode & 0o111).toBe(0o111);
    }
  });

  it('come with the files of the documents, and with the licences of what is inside', async () => {
    expect(await readdir(join(DIST, 'assets'))).toEqual(
      expect.arrayContaining(['docs.html', 'redoc.html', 'swagger-ui-bundle.js', 'redoc.standalone.js']),
    );
    const notices = await readFile(join(DIST, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['zod', 'hono', 'jose', 'kysely', 'yaml', '@modelcontextprotocol/sdk']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\S+\\)$`, 'm'));
    }
  });

  it('are ASCII, so that Node holds each of their characters in one byte', async () => {
    const files = (await readdir(DIST, { recursive: true })).filter((name) =>
      /^(lib[\\/])?[\w-]+\.js$/.test(name),
    );
    expect(files).toEqual(expect.arrayContaining(['run-binary.js', 'start.js']));
    expect(files.length).toBeGreaterThan(4);
    for (const name of files) {
      const bytes = await readFile(join(DIST, name));
      expect({ name, ascii: bytes.every((byte) => byte < 0x80) }).toEqual({ name, ascii: true });
    }
  });
});
