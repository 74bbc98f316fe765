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

/** The bytes of our own code that a run loads: Node lists its scripts when it measures coverage. */
async function bytesLoaded(args: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-orchestration-coverage-'));
  try {
    await run(user, args, { env: { NODE_V8_COVERAGE: folder } });
    const [report = ''] = await readdir(folder);
    const { result } = JSON.parse(await readFile(join(folder, report), 'utf8')) as {
      result: { url: string }[];
    };
    const paths = result
      .map(({ url }) => url)
      .filter((url) => url.startsWith('file:'))
      .map((url) => fileURLToPath(url));
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('start-up', () => {
  it('loads next to nothing to tell the version', async () => {
    expect((await run(user, ['--version'])).stdout).toBe(`${manifest.version}\n`);
    expect(await bytesLoaded(['--version'])).toBeLessThan(10_000);
  });

  it('loads neither the core nor a database to show help', async () => {
    const bytes = await bytesLoaded(['--help']);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(120_000);
  });

  it('loads neither the HTTP server nor the MCP server to list the catalogue', async () => {
    expect(await bytesLoaded(['server', 'list'])).toBeLessThan(1_100_000);
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
    const dist = join(binary(), '..', '..');
    expect(await readdir(join(dist, 'assets'))).toEqual(
      expect.arrayContaining(['docs.html', 'redoc.html', 'swagger-ui-bundle.js', 'redoc.standalone.js']),
    );
    const notices = await readFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['zod', 'hono', 'jose', 'kysely', 'yaml', '@modelcontextprotocol/sdk']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\S+\\)$`, 'm'));
    }
  });

  it('are ASCII, so that Node holds each of their characters in one byte', async () => {
    const dist = join(binary(), '..', '..');
    const chunks = (await readdir(dist)).filter((name) => name.endsWith('.js'));
    expect(chunks.length).toBeGreaterThan(20);
    for (const name of chunks) {
      const bytes = await readFile(join(dist, name));
      expect({ name, ascii: bytes.every((byte) => byte < 0x80) }).toEqual({ name, ascii: true });
    }
  });
});
