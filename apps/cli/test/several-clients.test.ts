import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeUser, run, runJson, type User } from './support/cli.js';

const BEFORE = '{ "mcpServers": {}, "mine": 1 }\n';

let user: User;
let cursor: string;
beforeAll(async () => {
  user = await makeUser();
  cursor = join(user.directory, '.cursor', 'mcp.json');
  await mkdir(join(user.directory, '.codex'));
  await writeFile(cursor, BEFORE);
  await runJson(user, ['key', 'init']);
  await runJson(user, ['draft', 'add', 'memory', '-c', 'cursor']);
  await runJson(user, ['publish', '-c', 'cursor']);
});

/** One story: each test goes on where the one before it ended. */
describe('several clients', () => {
  it('are described, each with its own spelling', async () => {
    const { stdout } = await run(user, ['client', 'show', 'codex']);
    expect(stdout).toMatch(/^Codex.* \(codex\)/);
    expect(stdout).toContain('[mcp_servers.');
    expect((await run(user, ['client', 'show', 'nobody'])).code).toBe(3);
  });

  it('copy from one another, into the draft', async () => {
    const copied = await runJson(user, ['copy', '-c', 'cursor', '--to', 'codex', '--to-profile', 'copied']);
    expect(copied).toMatchObject({
      status: 'copied',
      client_id: 'codex',
      profile_id: 'copied',
      copied: ['memory'],
    });
    expect((await run(user, ['copy', '-c', 'cursor'])).code).toBe(2);
  });

  it('are planned together, and nothing is written', async () => {
    const planned = await runJson(user, [
      'sync',
      '--from',
      'cursor',
      '--clients',
      'cursor,codex',
      '--dry-run',
    ]);
    expect(planned).toMatchObject({
      outcomes: [{ client_id: 'cursor' }, { client_id: 'codex' }],
      failed_count: 0,
    });
    expect(await readFile(cursor, 'utf8')).toBe(BEFORE);
  });

  it('are deployed to together', async () => {
    const { code, stdout } = await run(user, ['sync', '--from', 'cursor', '--clients', 'cursor,codex']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/deployed +cursor/);
    expect(await readFile(join(user.directory, '.codex', 'config.toml'), 'utf8')).toContain('server-memory');
  });

  it('do not stop one another: the failure of one decides the exit code', async () => {
    await writeFile(join(user.directory, '.codex', 'config.toml'), 'not = = toml');
    const { code, stdout } = await run(user, ['sync', '--clients', 'codex,cursor']);
    expect(code).toBe(4);
    expect(stdout).toMatch(/failed +codex/);
    expect(stdout).toMatch(/unchanged +cursor/);
  });

  it('have backups, which are shown and put back', async () => {
    const { backups } = await runJson<{ backups: { backup_id: string }[] }>(user, [
      'backup',
      'list',
      '-c',
      'cursor',
    ]);
    const id = backups.at(-1)?.backup_id ?? '';
    expect((await run(user, ['backup', 'show', id])).stdout).toContain('"mine": 1');
    expect(await runJson(user, ['backup', 'restore', id])).toMatchObject({
      status: 'restored',
      config_path: cursor,
    });
    expect(await readFile(cursor, 'utf8')).toBe(BEFORE);
    expect((await run(user, ['backup', 'show', id])).stdout).toContain('The file is as the backup has it.');
    expect((await run(user, ['backup', 'restore', id])).stdout).toContain('Unchanged: ');
  });

  it('may have their files elsewhere', async () => {
    const elsewhere = join(user.directory, 'elsewhere.json');
    expect(await runJson(user, ['client', 'set-path', 'cursor', 'elsewhere.json'])).toMatchObject({
      config_path: elsewhere,
      named: true,
    });
    expect((await run(user, ['client', 'show', 'cursor'])).stdout).toContain(
      `${elsewhere} (named with: client set-path)`,
    );
    expect(await runJson(user, ['client', 'set-path', 'cursor', '--unset'])).toMatchObject({
      config_path: cursor,
    });
    expect((await run(user, ['client', 'set-path', 'cursor'])).code).toBe(2);
  });
});
