import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../src/catalogue.js';
import { type Core, type CoreOptions, composeCore } from '../src/compose-core.js';
import { createInvoke } from '../src/invoke.js';
import { localPrincipal, type Principal } from '../src/principal.js';

const AT = new Date('2026-03-01T12:00:00.000Z');

let folder: string;
let open: Core[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'core-'));
  open = [];
});
afterEach(async () => {
  for (const core of open) await core.close();
  await rm(folder, { recursive: true, force: true });
});

async function compose(options: CoreOptions = {}): Promise<Core> {
  const core = await composeCore({
    home: join(folder, 'home'),
    clock: { now: () => AT },
    machine: { platform: 'linux', homeDirectory: folder, env: {}, workingDirectory: folder },
    ...options,
  });
  open.push(core);
  return core;
}

function call(core: Core, name: string, input: unknown = {}, principal: Principal = localPrincipal('me')) {
  const invoke = createInvoke({ operations: OPERATIONS, ...core });
  return invoke(name, input, { principal, signal: new AbortController().signal, requestId: randomUUID() });
}

async function auditOf(core: Core) {
  return (await core.database.stores.audit.list({ limit: 100 })).map(
    ({ operation, outcome, principal, at }) => ({
      operation,
      outcome,
      principal,
      at,
    }),
  );
}

describe('the core, put together', () => {
  it('makes its home, with a database of its own in it, for its user alone', async () => {
    const core = await compose();
    expect(core.home).toBe(join(folder, 'home'));
    expect((await stat(core.home)).mode & 0o777).toBe(0o700);
    expect((await stat(join(core.home, 'state.db'))).mode & 0o777).toBe(0o600);
    expect(core.machine.hostId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('takes the database that the environment names, and rather the one that it is told', async () => {
    const named = join(folder, 'named.db');
    const machine = {
      platform: 'linux' as const,
      homeDirectory: folder,
      env: { MCP_ORCHESTRATION_DATABASE_URL: named },
      workingDirectory: folder,
    };
    await compose({ machine });
    expect((await stat(named)).isFile()).toBe(true);
    await compose({ machine, databaseUrl: join(folder, 'told.db') });
    expect((await stat(join(folder, 'told.db'))).isFile()).toBe(true);
  });

  it('is the same host to every process of a home', async () => {
    const [one, two] = [await compose(), await compose()];
    expect(one.machine.hostId).toBe(two.machine.hostId);
    await call(one, 'add_server_to_config', { server_id: 'memory' });
    expect(await call(two, 'view_draft_config')).toMatchObject({ server_count: 1 });
  });

  it('says unavailable where the database is none, and leaves the file as it is', async () => {
    const file = join(folder, 'no.db');
    await writeFile(file, 'this is no database, and far too long to be taken for an empty one'.repeat(20));
    await expect(compose({ databaseUrl: file })).rejects.toMatchObject({ code: 'unavailable' });
    expect((await stat(file)).size).toBe(1_320);
  });
});

describe('what is recorded', () => {
  it('is each change, with who made it and when, in the transaction of the change', async () => {
    const core = await compose();
    await call(core, 'add_server_to_config', { server_id: 'memory' });
    await call(core, 'view_draft_config');
    expect(await auditOf(core)).toEqual([
      { operation: 'add_server_to_config', outcome: 'success', principal: 'local:me', at: AT.toISOString() },
    ]);
  });

  it('is each refusal of a change', async () => {
    const core = await compose();
    const stranger: Principal = { kind: 'token', id: 'tok_1', permissions: ['config:read'] };
    await expect(call(core, 'clear_draft_config', {}, stranger)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await auditOf(core)).toMatchObject([
      { operation: 'clear_draft_config', outcome: 'denied', principal: 'token:tok_1' },
    ]);
  });

  it('is nothing of a change that fails', async () => {
    const core = await compose();
    await call(core, 'add_server_to_config', { server_id: 'memory' });
    await expect(call(core, 'add_server_to_config', { server_id: 'memory' })).rejects.toMatchObject({
      code: 'server_name_taken',
    });
    expect(await auditOf(core)).toHaveLength(1);
  });
});

describe('an audit log that cannot be written', () => {
  async function withoutLog(): Promise<Core> {
    const core = await compose();
    await call(core, 'add_server_to_config', { server_id: 'memory' });
    await core.database.transaction(async (_stores, handle) => {
      await handle.schema.alterTable('audit_entries').renameTo('gone').execute();
    });
    return core;
  }

  it.each([
    ['add_server_to_config', { server_id: 'filesystem', params: { path: '/srv' } }],
    ['remove_server_from_config', { server_name: 'memory' }],
    ['clear_draft_config', {}],
    [
      'register_server',
      {
        server_id: 'own',
        display_name: 'Own',
        description: 'Own.',
        transport: { type: 'stdio', command: 'own', args: [] },
      },
    ],
  ])('undoes %s', async (name, input) => {
    const core = await withoutLog();
    const draft = await call(core, 'view_draft_config');
    await expect(call(core, name, input)).rejects.toThrow();
    expect(await call(core, 'view_draft_config')).toEqual(draft);
    await expect(call(core, 'describe_server', { server_id: 'own' })).rejects.toMatchObject({
      code: 'server_not_found',
    });
  });

  it('does not turn a refusal into something else', async () => {
    const core = await withoutLog();
    const stranger = localPrincipal('me', ['config:read']);
    await expect(call(core, 'clear_draft_config', {}, stranger)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
