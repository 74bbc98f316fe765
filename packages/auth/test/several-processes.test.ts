import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres, type TestPostgres } from '@mcp-orchestration/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, discard, newHome, openBench, setClock } from './support/bench.js';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each([
  ['SQLite', async () => undefined],
  ['PostgreSQL', () => postgres.freshDatabase()],
])('a server and a command line on one database, %s', (_system, freshUrl) => {
  let server: Bench;
  let cli: Bench;

  beforeEach(async () => {
    const home = newHome();
    const clock = setClock();
    const databaseUrl = await freshUrl();
    const options = { home, clock, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
    server = await openBench(options);
    cli = await openBench(options);
  });
  afterEach(() => discard(server, cli));

  it('a token made by one works on the other at once', async () => {
    const { token, token_id } = await cli.create();
    expect(await server.bearer(token)).toMatchObject({ id: token_id });
  });

  it('a token revoked by one is refused by the other within a second', async () => {
    const { token, token_id } = await cli.create();
    await server.bearer(token);
    await cli.call('revoke_token', { token_id });
    server.clock.pass(999);
    await expect(server.bearer(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('a token rotated by one is followed by its successor on the other', async () => {
    const { token, token_id } = await cli.create();
    const next = (await cli.call('rotate_token', { token_id, grace: '1h' })) as { token: string };
    await expect(server.bearer(next.token)).resolves.toBeDefined();
    await expect(server.bearer(token)).resolves.toBeDefined();
    server.clock.pass(3_600_000);
    await expect(server.bearer(token)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(server.bearer(next.token)).resolves.toBeDefined();
  });

  it('the uses of both are counted exactly, after a clean stop', async () => {
    const { token, token_id } = await cli.create();
    for (let use = 0; use < 40; use += 1) await server.bearer(token);
    for (let use = 0; use < 2; use += 1) await cli.bearer(token);
    await server.usage.close();
    expect(await cli.call('list_tokens')).toMatchObject({
      tokens: [{ token_id, usage_count: 42, last_used_at: server.clock.now().toISOString() }],
    });
  });

  it('a request writes nothing', async () => {
    const { token, token_id } = await cli.create();
    for (let use = 0; use < 10; use += 1) await server.bearer(token);
    expect(await cli.tokens.find(token_id)).toMatchObject({ usage_count: 0, last_used_at: null });
  });
});

it('no token stands in the home in clear: not in the database, nor in its log, nor anywhere', async () => {
  const bench = await openBench();
  const made = [await bench.create(), await bench.create({ expires_in: 'never' })];
  const [first] = made;
  const rotated = (await bench.call('rotate_token', { token_id: first?.token_id })) as { token: string };
  const secrets = [...made.map(({ token }) => token), rotated.token];
  for (const secret of secrets.slice(1)) await bench.bearer(secret);
  await bench.call('revoke_token', { token_id: made[1]?.token_id });
  const replies = JSON.stringify([await bench.call('list_tokens'), await bench.call('list_audit_entries')]);
  await bench.usage.flush();

  const found: string[] = [];
  const names = await readdir(bench.home, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.some((file) => file.endsWith('state.db'))).toBe(true);
  for (const file of files) {
    const bytes = await readFile(file);
    found.push(...secrets.filter((secret) => bytes.includes(secret)));
    // What the search would find if a token were kept as the bytes it stands for.
    found.push(...secrets.filter((secret) => bytes.includes(Buffer.from(secret, 'base64url'))));
  }
  expect(found).toEqual([]);
  for (const secret of secrets) expect(replies).not.toContain(secret);
  await discard(bench);
});
