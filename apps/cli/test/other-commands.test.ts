// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to variables are meant as they stand.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeUser, run, runJson, type User } from './support/cli.js';

let user: User;
beforeAll(async () => {
  user = await makeUser();
});

interface Listed {
  readonly servers: readonly { readonly server_id: string; readonly transport: string }[];
  readonly count: number;
}

describe('the catalogue', () => {
  it('is listed, and searched', async () => {
    const all = await runJson<Listed>(user, ['server', 'list']);
    expect(all.count).toBeGreaterThanOrEqual(40);
    const found = await runJson<Listed>(user, ['server', 'list', '--search', 'github']);
    expect(found.servers[0]?.server_id).toBe('github');
    expect(found.count).toBeLessThan(all.count);
  });

  it('is listed by transport, a page at a time', async () => {
    const page = await runJson<Listed & { next_cursor: string }>(user, [
      'server',
      'list',
      '--transport',
      'http',
      '--limit',
      '2',
    ]);
    expect(page.servers.map(({ transport }) => transport)).toEqual(['http', 'http']);
    const next = await runJson<Listed>(user, [
      'server',
      'list',
      '--transport',
      'http',
      '--limit',
      '2',
      '--cursor',
      page.next_cursor,
    ]);
    expect(next.servers[0]?.server_id).not.toBe(page.servers[0]?.server_id);
  });

  it('describes a server', async () => {
    const { stdout } = await run(user, ['server', 'show', 'filesystem']);
    expect(stdout).toMatch(/path +(path|string_list) +required/);
    expect(stdout).toContain('mcp-orchestration draft add filesystem');
  });

  it('takes servers of the user, from a file or stdin, and gives them up again', async () => {
    const definition = {
      server_id: 'tickets',
      display_name: 'Tickets',
      description: 'Tickets of ours.',
      transport: { type: 'http', url: 'https://tickets.example/mcp' },
    };
    const file = join(user.directory, 'tickets.json');
    await writeFile(file, JSON.stringify(definition));
    expect((await run(user, ['server', 'add', file])).stdout).toBe('Registered tickets.\n');
    expect((await run(user, ['server', 'add', '-'], { stdin: JSON.stringify(definition) })).code).toBe(4);
    expect(await runJson(user, ['draft', 'add', 'tickets', '-p', 'own'])).toMatchObject({
      server_name: 'tickets',
    });
    expect(await runJson(user, ['server', 'remove', 'tickets'])).toEqual({
      status: 'unregistered',
      server_id: 'tickets',
    });
    expect((await run(user, ['server', 'show', 'tickets'])).code).toBe(3);
  });
});

describe('clients', () => {
  it('that can be managed are listed all, installed or not', async () => {
    const { clients, count } = await runJson<{ clients: Record<string, unknown>[]; count: number }>(user, [
      'client',
      'list',
      '--all',
    ]);
    expect(clients).toHaveLength(count);
    const ids = clients.map(({ client_id }) => client_id);
    expect(ids).toEqual(
      expect.arrayContaining(['claude-desktop', 'claude-code', 'cursor', 'vscode', 'codex', 'goose', 'zed']),
    );
    expect(clients[0]).toHaveProperty('config_location');
    expect(clients[0]).toHaveProperty('installed');
  });

  it('are discovered as the operation answers them', async () => {
    const { clients, count } = await runJson<{ clients: unknown[]; count: number }>(user, ['discover']);
    expect(clients).toHaveLength(count);
    expect((await run(user, ['discover'])).stdout).toContain('cursor');
  });
});

describe('draft import', () => {
  const found = { mcpServers: { mine: { command: 'npx', args: ['mine@1.0.0'] } } };

  it("reads the client's own file", async () => {
    await writeFile(join(user.directory, '.cursor', 'mcp.json'), JSON.stringify(found));
    expect(await runJson(user, ['draft', 'import', '-c', 'cursor'])).toMatchObject({
      status: 'imported',
      draft: found,
    });
  });

  it('reads a file that is named relative to the working directory, and stdin', async () => {
    await writeFile(join(user.directory, 'named.json'), JSON.stringify(found));
    expect(
      (await run(user, ['draft', 'import', '-c', 'cursor', '-p', 'file', '--file', 'named.json'])).stdout,
    ).toContain('Imported 1 server');
    const imported = await runJson(user, ['draft', 'import', '-c', 'cursor', '-p', 'stdin', '--file', '-'], {
      stdin: JSON.stringify(found),
    });
    expect(imported).toMatchObject({ imported: ['mine'] });
  });

  it("reads a project's file", async () => {
    const project = join(user.directory, 'project');
    await mkdir(join(project, '.cursor'), { recursive: true });
    await writeFile(join(project, '.cursor', 'mcp.json'), JSON.stringify(found));
    expect(
      await runJson(user, ['draft', 'import', '-c', 'cursor', '-p', 'project', '--project', 'project']),
    ).toMatchObject({ imported: ['mine'] });
  });
});

describe('draft add', () => {
  it('takes the folder that a program is started in, for a client that can be told', async () => {
    const added = await runJson(user, [
      'draft',
      'add',
      '-c',
      'vscode',
      '-n',
      'here',
      '--command',
      'x',
      '--cwd',
      '/work',
    ]);
    expect(added).toMatchObject({ draft: { mcpServers: { here: { command: 'x', cwd: '/work' } } } });
    expect(await runJson(user, ['validate', '-c', 'vscode'])).toMatchObject({ valid: true });
  });
});

describe('diff', () => {
  it('compares two files, and masks secrets', async () => {
    const canary = `ghp_${'c'.repeat(36)}`;
    const payload = (token: string) => ({
      mcpServers: { one: { command: 'one', env: { GITHUB_TOKEN: token } } },
    });
    await writeFile(join(user.directory, 'before.json'), JSON.stringify(payload('${env:TOKEN}')));
    await writeFile(join(user.directory, 'after.json'), JSON.stringify(payload(canary)));
    const { code, stdout } = await run(user, ['diff', 'before.json', 'after.json']);
    expect(code).toBe(0);
    expect(stdout).toContain('~ one');
    expect(stdout).not.toContain(canary);
    expect((await run(user, ['diff', 'before.json', 'after.json', '--json'])).stdout).not.toContain(canary);
  });
});

describe('keys', () => {
  it('are made, rotated and revoked', async () => {
    const { key_id } = await runJson<{ key_id: string }>(user, ['key', 'init']);
    const rotated = await runJson<{ key_id: string }>(user, ['key', 'rotate']);
    expect(rotated.key_id).not.toBe(key_id);
    expect(await runJson(user, ['key', 'revoke', key_id, '--reason', 'a test'])).toMatchObject({
      key_id,
      status: 'revoked',
      reason: 'a test',
    });
    const { stdout } = await run(user, ['key', 'list']);
    expect(stdout).toMatch(new RegExp(`revoked +${key_id} .*a test`));
    expect(stdout).toMatch(new RegExp(`active +${rotated.key_id}`));
  });
});

describe('tokens', () => {
  it('show their secret once, as the third word of the first line', async () => {
    const { stdout } = await run(user, ['token', 'create', '--name', 'ci']);
    const [first, ...rest] = stdout.trim().split('\n');
    expect(first).toMatch(/^Generated token: [A-Za-z0-9_-]{43}$/);
    const secret = first?.split(' ')[2] ?? '';
    expect(rest.join('\n')).toMatch(
      /id: +tok_[0-9a-f]{18}\nname: +ci\npermissions: config:read config:draft config:publish config:deploy\nexpires: +\d{4}-/,
    );
    expect((await run(user, ['token', 'list'])).stdout).not.toContain(secret);
    expect(await readFile(join(user.home, 'state.db'), 'latin1')).not.toContain(secret);
  });

  it('are limited as they are asked for', async () => {
    const made = await runJson(user, [
      'token',
      'create',
      '--permission',
      'config:read',
      '--permission',
      'audit:read',
      '-c',
      'cursor',
      '-p',
      'dev',
      '--expires',
      'never',
    ]);
    expect(made).toMatchObject({
      permissions: ['config:read', 'audit:read'],
      clients: ['cursor'],
      profiles: ['dev'],
      expires_at: null,
    });
    expect(await runJson(user, ['token', 'create', '--role', 'viewer'])).toMatchObject({
      permissions: ['config:read'],
    });
  });

  it('are rotated and revoked', async () => {
    const { token_id, token } = await runJson<{ token_id: string; token: string }>(user, ['token', 'create']);
    const successor = await runJson<{ token_id: string; token: string }>(user, [
      'token',
      'rotate',
      token_id,
      '--grace',
      '1h',
    ]);
    expect(successor.token).not.toBe(token);
    expect(await runJson(user, ['token', 'revoke', successor.token_id])).toMatchObject({ status: 'revoked' });
    expect((await run(user, ['token', 'list'])).stdout).toMatch(new RegExp(`revoked +${successor.token_id}`));
  });
});

describe('--home', () => {
  it('chooses the state, before or after the command, over the environment', async () => {
    const home = join(user.directory, 'elsewhere');
    await runJson(user, ['--home', home, 'key', 'init']);
    const { keys } = await runJson<{ keys: { key_id: string }[] }>(user, ['key', 'list', '--home', home]);
    expect(keys).toHaveLength(1);
    const known = await runJson<{ keys: { key_id: string }[] }>(user, ['key', 'list']);
    expect(known.keys.map(({ key_id }) => key_id)).not.toContain(keys[0]?.key_id);
  });
});
