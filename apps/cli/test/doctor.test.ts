import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeUser, run, runJson, type User } from './support/cli.js';

interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'error';
  readonly message: string;
  readonly fix?: string;
}

let user: User;
beforeEach(async () => {
  user = await makeUser();
});

/** What the doctor finds, and the exit code that it leaves. */
async function examine(): Promise<{
  code: number | null;
  healthy: boolean;
  checks: Check[];
  wrong: Check[];
}> {
  const { code, stdout } = await run(user, ['doctor', '--json']);
  const data = JSON.parse(stdout) as { healthy: boolean; checks: Check[] };
  return { code, ...data, wrong: data.checks.filter(({ status }) => status !== 'ok') };
}

/** A home in which everything has been used once. */
async function useAll(): Promise<void> {
  await runJson(user, ['key', 'init']);
  for (const changelog of ['one', 'two']) {
    await runJson(user, ['draft', 'add', 'memory', '-c', 'cursor', '--name', changelog]);
    await runJson(user, ['publish', '-c', 'cursor', '-m', changelog]);
  }
  await runJson(user, ['deploy', '-c', 'cursor']);
}

/** Change the database by another way than the product's, which keeps a table insert-only by triggers. */
function change(...statements: readonly string[]): void {
  const database = new DatabaseSync(join(user.home, 'state.db'));
  try {
    const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
    for (const { name } of triggers as { name: string }[]) database.exec(`DROP TRIGGER "${name}"`);
    for (const sql of statements) database.exec(sql);
  } finally {
    database.close();
  }
}

describe('doctor', () => {
  it('finds nothing wrong in a home that is in use', async () => {
    await useAll();
    const { code, healthy, checks, wrong } = await examine();
    expect({ code, healthy, wrong }).toEqual({ code: 0, healthy: true, wrong: [] });
    expect(checks.map(({ name }) => name)).toEqual([
      'home',
      'database',
      'keys',
      'audit',
      'releases cursor/default',
      'deployments',
      'client cursor',
    ]);
    expect((await run(user, ['doctor'])).stdout).toContain('Nothing is wrong.');
  });

  it('says that there is no home yet, and makes none', async () => {
    const { code, wrong } = await examine();
    expect(code).toBe(0);
    expect(wrong).toEqual([expect.objectContaining({ name: 'home', fix: 'Run: mcp-orchestration init' })]);
    await expect(readdir(user.home)).rejects.toThrow('ENOENT');
  });

  it('finds a home that is a file', async () => {
    await writeFile(user.home, '');
    expect(await examine()).toMatchObject({ code: 1, wrong: [{ name: 'home', status: 'error' }] });
  });

  it.skipIf(process.platform === 'win32')('finds a private key that others can read', async () => {
    await runJson(user, ['key', 'init']);
    const name = (await readdir(join(user.home, 'keys'))).find((one) => !one.endsWith('.pub.pem')) ?? '';
    const path = join(user.home, 'keys', name);
    await chmod(path, 0o644);
    const { code, wrong } = await examine();
    expect(code).toBe(1);
    expect(wrong.map(({ fix }) => fix)).toContain(`Run: chmod go-rwx ${path}`);
  });

  it('finds a key that is gone, and one that is another than its name says', async () => {
    await runJson(user, ['key', 'init']);
    const folder = join(user.home, 'keys');
    const name = (await readdir(folder)).find((one) => !one.endsWith('.pub.pem')) ?? '';
    await writeFile(join(folder, name), 'no key', { mode: 0o600 });
    expect((await examine()).wrong).toEqual([expect.objectContaining({ name: 'keys', status: 'error' })]);
    await rm(join(folder, name));
    const { code, wrong } = await examine();
    expect(code).toBe(1);
    expect(wrong[0]?.fix).toContain('mcp-orchestration key rotate');
  });

  it('says that there is no key yet', async () => {
    await runJson(user, ['draft', 'add', 'memory']);
    expect(await examine()).toMatchObject({
      code: 0,
      wrong: [{ name: 'keys', fix: 'Run: mcp-orchestration key init' }],
    });
  });

  it('finds an entry of the audit log that was changed', async () => {
    await useAll();
    change("UPDATE audit_entries SET operation = 'list_keys' WHERE sequence = 2");
    const { code, wrong } = await examine();
    expect(code).toBe(1);
    expect(wrong).toEqual([
      expect.objectContaining({ name: 'audit', message: expect.stringContaining('breaks at entry 2') }),
    ]);
  });

  it('finds a release that was swapped for another', async () => {
    await useAll();
    change(
      'UPDATE releases SET signature = (SELECT signature FROM releases WHERE version = 1) WHERE version = 2',
    );
    const { code, wrong } = await examine();
    expect(code).toBe(1);
    expect(wrong[0]).toMatchObject({ name: 'releases cursor/default', status: 'error' });
    expect(wrong[0]?.message).toContain('Release 2 does not verify.');
  });

  it('finds a client whose file does not parse, with the place', async () => {
    await runJson(user, ['key', 'init']);
    await writeFile(join(user.directory, '.cursor', 'mcp.json'), '{\n  "mcpServers": {,}\n}');
    const { code, wrong } = await examine();
    expect(code).toBe(1);
    expect(wrong).toEqual([expect.objectContaining({ name: 'client cursor', status: 'error' })]);
    expect(wrong[0]?.message).toMatch(/line 2/i);
  });

  it('finds a database that is none', async () => {
    await mkdir(user.home, { mode: 0o700 });
    await writeFile(
      join(user.home, 'state.db'),
      'this is no database, it is only a text that is long enough'.repeat(50),
    );
    const { code, wrong } = await examine();
    expect(code).toBe(1);
    expect(wrong[0]).toMatchObject({ name: 'database', status: 'error' });
  });

  it('finds a write that was left half done', async () => {
    await useAll();
    const host = (await readFile(join(user.home, 'host-id'), 'utf8')).trim();
    change(
      `INSERT INTO intents VALUES ('i', 1, '${host}', '/there/mcp.json', 'deploy', NULL, 'abc', NULL, '[]', '2025-01-01T00:00:00.000Z')`,
    );
    const { code, wrong } = await examine();
    expect(code).toBe(0);
    expect(wrong).toEqual([expect.objectContaining({ name: 'deployments', status: 'warning' })]);
    expect(wrong[0]?.message).toContain('deploy /there/mcp.json at 2025-01-01T00:00:00.000Z');
  });
});
