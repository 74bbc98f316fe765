import { readFile } from 'node:fs/promises';
import { ERRORS, type ErrorCode, localPrincipal, verifyAuditLog } from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, type Deed, workLoad } from './concurrency/work-load.js';
import { openCommands, openHttp, openStdio, type Worker } from './concurrency/workers.js';
import { openProduct, type Product } from './parity/product.js';
import { makeUserHome, type UserHome } from './support/user-home.js';

/** How many operations there are in all. Programs that are started for each cost more, so they get fewer. */
const TOTAL = 1_000;
const SHARES = { 'stdio-1': 0.32, 'stdio-2': 0.32, http: 0.3, cli: 0.06 } as const;

const CURSOR = { client_id: 'cursor' };
const FILE = '.cursor/mcp.json';
const FIRST = '{\n  // mine\n  "mcpServers": { "own": { "command": "own-server" } },\n  "scale": 1.0\n}\n';

let user: UserHome;
let product: Product;
const workers: Worker[] = [];
const deeds: Deed[] = [];

function call(name: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const principal = localPrincipal('judge');
  return product.invoke(name, input, { principal, signal: new AbortController().signal, requestId: 'judge' });
}

/** Those of an operation that were acknowledged. */
function done(operation: string): Deed[] {
  return deeds.filter((deed) => deed.operation === operation && deed.code === undefined);
}

/** Every item of a list that comes by pages. */
async function everyPage(name: string, field: string, input = {}): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let cursor: unknown;
  do {
    const page = await call(name, { ...input, limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...(page[field] as Record<string, unknown>[]));
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  return items;
}

/** How many entries of the audit log there are of an operation. */
async function recorded(operation: string): Promise<number> {
  return (await everyPage('list_audit_entries', 'entries', { operation })).length;
}

beforeAll(async () => {
  user = await makeUserHome();
  await user.write(FILE, FIRST);
  product = await openProduct(user);
  await call('initialize_keys');
  // So that a deploy finds a release, whoever comes first.
  const first = { ...CURSOR, server_name: 'first', server: { command: 'first' } };
  const add = 'add_server_to_config';
  deeds.push({ operation: add, output: await call(add, first) });
  deeds.push({ operation: 'publish_config', output: await call('publish_config', CURSOR) });
  const { token } = await call('create_token', { role: 'admin', name: 'http worker' });
  workers.push(
    await openStdio(user, 'stdio-1'),
    await openStdio(user, 'stdio-2'),
    await openHttp(user, String(token)),
    openCommands(user),
  );
});

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  await product.close();
  await user.remove();
});

describe('two stdio servers, an HTTP server and commands on one home at once', () => {
  it('do their work without an error but declared conflicts', { timeout: 300_000 }, async () => {
    const started = performance.now();
    await Promise.all(
      workers.map(async (worker) => {
        const share = SHARES[worker.name as keyof typeof SHARES];
        deeds.push(...(await workLoad(worker, Math.round(TOTAL * share))));
      }),
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const refused = deeds.flatMap(({ code }) => (code === undefined ? [] : [code]));
    const counted = [...new Set(refused)].map(
      (code) => `${code} ${refused.filter((one) => one === code).length}`,
    );
    process.stdout.write(
      `concurrency: ${TOTAL} operations in ${seconds} s, ${refused.length} declared conflicts (${counted.join(', ')})\n`,
    );
    expect(deeds).toHaveLength(2 + TOTAL);
    expect(refused.filter((code) => ERRORS[code as ErrorCode]?.kind !== 'conflict')).toEqual([]);
    // Work that is mostly refused shows nothing.
    expect(refused.length).toBeLessThan(TOTAL / 4);
    for (const operation of COMMANDS) expect(done(operation).length, operation).toBeGreaterThan(0);
  });

  it('lose no change of the draft', async () => {
    const names = new Set<unknown>(done('add_server_to_config').map(({ output }) => output.server_name));
    for (const { output } of done('remove_server_from_config')) names.delete(output.server_name);
    const { servers } = await call('view_draft_config', CURSOR);
    expect([...(servers as string[])].sort()).toEqual([...names].sort());
  });

  it('lose no release, and number them without a gap', async () => {
    const published = done('publish_config').filter(({ output }) => output.status === 'published');
    const releases = await everyPage('list_releases', 'releases', CURSOR);
    expect(releases.map(({ version }) => version)).toEqual(releases.map((_, at) => releases.length - at));
    expect(releases).toHaveLength(published.length);
    const known = new Map(releases.map(({ version, artifact_id }) => [version, artifact_id]));
    for (const { output } of published) expect(known.get(output.version)).toBe(output.artifact_id);
    expect(await call('verify_config', CURSOR)).toMatchObject({ valid: true });
  });

  it('lose no token', async () => {
    const made = done('create_token').map(({ output }) => output.token_id);
    const { tokens } = await call('list_tokens');
    const listed = (tokens as { token_id: string }[]).map(({ token_id }) => token_id);
    expect(listed).toHaveLength(made.length + 1);
    expect(listed).toEqual(expect.arrayContaining(made));
  });

  it('record each change once, in a chain that holds', async () => {
    const { broken, verified } = await verifyAuditLog(product.core.database.stores);
    expect(broken).toBeUndefined();
    expect(verified).toBeGreaterThan(0);
    for (const operation of ['add_server_to_config', 'remove_server_from_config']) {
      expect(await recorded(operation), operation).toBe(done(operation).length);
    }
    expect(await recorded('create_token')).toBe(done('create_token').length + 1);
  });

  it('leave the file whole, with what is not ours as it was', async () => {
    await call('publish_config', CURSOR);
    await call('deploy_config', CURSOR);
    expect(await call('check_drift', CURSOR)).toMatchObject({ status: 'in_sync' });
    const text = await readFile(`${user.folder}/${FILE}`, 'utf8');
    for (const part of ['// mine', '"own": { "command": "own-server" }', '"scale": 1.0']) {
      expect(text).toContain(part);
    }
    expect(await call('undeploy_config', CURSOR)).toMatchObject({ restored: true });
    expect(await readFile(`${user.folder}/${FILE}`, 'utf8')).toBe(FIRST);
  });
});
