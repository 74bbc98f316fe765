import { rm } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'publish_config', { client_id: 'cursor' });

const SECRET = ['ghp', '1234567890abcdefghijABCDEFGHIJ123456'].join('_');
const add = (server_name: string, server: object = { command: 'x' }) =>
  bench().raw('add_server_to_config', { server_name, server });

describe('publishing a draft', () => {
  it('makes the first release', async () => {
    await add('a');
    const published = await bench().call('publish_config', { changelog: 'The first.' });
    expect(published).toEqual({
      status: 'published',
      artifact_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      client_id: 'claude-desktop',
      profile_id: 'default',
      version: 1,
      server_count: 1,
      changelog: 'The first.',
      created_at: expect.stringMatching(/^2026-01-01T00:.*Z$/),
      signing_key_id: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      warnings: [],
    });
    expect((await bench().call('verify_config')).valid).toBe(true);
  });

  it('says nothing of a changelog that was not given', async () => {
    await add('a');
    expect(await bench().call('publish_config')).not.toHaveProperty('changelog');
  });

  it('creates nothing where it is the latest release already', async () => {
    await add('a');
    const first = await bench().call('publish_config', { changelog: 'The first.' });
    const again = await bench().call('publish_config', { changelog: 'Again.' });
    expect(again).toEqual({ ...first, status: 'unchanged' });
    expect((await bench().call('list_releases')).releases).toHaveLength(1);
  });

  it('calls a draft unchanged that came back to what is published', async () => {
    await add('a');
    await bench().call('publish_config');
    await add('b');
    await bench().call('remove_server_from_config', { server_name: 'b' });
    expect((await bench().call('publish_config')).status).toBe('unchanged');
  });

  it('numbers releases for each client and profile', async () => {
    const server = { command: 'x' };
    const versions = [
      await bench().publish({ a: server }),
      await bench().publish({ b: server }),
      await bench().publish({ a: server }, { profile_id: 'dev' }),
      await bench().publish({ a: server }, { client_id: 'cursor' }),
    ].map(({ version }) => version);
    expect(versions).toEqual([1, 2, 1, 1]);
  });

  it('names equal payloads alike, wherever they are published', async () => {
    const one = await bench().publish({ a: { command: 'x', args: [] }, b: { command: 'y' } });
    const other = await bench().publish(
      { b: { command: 'y' }, a: { args: [], command: 'x' } },
      { client_id: 'cursor' },
    );
    expect(other.artifact_id).toBe(one.artifact_id);
  });

  it('keeps the draft, which goes on from the release', async () => {
    await add('a');
    await bench().call('publish_config');
    const { servers, base_version } = await bench().call('view_draft_config');
    expect([servers, base_version]).toEqual([['a'], 1]);
  });

  it('gives back what validation warns of', async () => {
    await add('loose', { command: 'npx', args: ['-y', 'some-package'] });
    const { warnings } = await bench().call('publish_config');
    expect(warnings).toMatchObject([{ severity: 'warning', server: 'loose', field: 'args.1' }]);
  });

  it('records what it made, and no payload', async () => {
    await add('a', { command: 'private-command' });
    const { artifact_id } = await bench().call('publish_config');
    const entry = (await bench().audit()).at(-1);
    expect(entry).toMatchObject({
      operation: 'publish_config',
      client_id: 'claude-desktop',
      detail: { status: 'published', version: 1, artifact_id, server_count: 1 },
    });
    expect(JSON.stringify(entry)).not.toContain('private-command');
  });
});

describe('publishing is refused', () => {
  it('for an empty draft, and one that is not there', async () => {
    await expect(bench().call('publish_config')).rejects.toMatchObject({
      code: 'draft_empty',
      kind: 'invalid',
    });
    await bench().call('clear_draft_config');
    await expect(bench().call('publish_config')).rejects.toMatchObject({ code: 'draft_empty' });
  });

  it('for a draft with errors, each of which it names', async () => {
    const key = { client_id: 'codex' };
    for (const server_name of ['has space', 'one.two']) {
      await bench().call('add_server_to_config', { ...key, server: { command: 'x' }, server_name });
    }
    await expect(bench().call('publish_config', key)).rejects.toMatchObject({
      code: 'draft_invalid',
      message: expect.stringMatching(/^The draft is not valid: has space: /),
      errors: [
        { server: 'has space', severity: 'error' },
        { server: 'one.two', severity: 'error' },
      ],
      hint: 'The errors name each server and field.',
    });
  });

  it('for literal secrets, which it does not repeat, unless they are allowed', async () => {
    await add('leaky', { command: 'x', env: { GITHUB_TOKEN: SECRET } });
    const refusal = await bench()
      .call('publish_config')
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'draft_invalid',
      errors: [{ code: 'LITERAL_SECRET', server: 'leaky', field: 'env.GITHUB_TOKEN' }],
      hint: expect.stringContaining('--allow-literal-secrets'),
    });
    expect(JSON.stringify(refusal) + String(refusal)).not.toContain(SECRET);
    const { status } = await bench().call('publish_config', { allow_literal_secrets: true });
    expect(status).toBe('published');
  });

  it('for other errors though literal secrets are allowed', async () => {
    await bench().call('add_server_to_config', {
      client_id: 'codex',
      server: { command: 'x', env: { GITHUB_TOKEN: SECRET } },
      server_name: 'has space',
    });
    await expect(
      bench().call('publish_config', { client_id: 'codex', allow_literal_secrets: true }),
    ).rejects.toMatchObject({ code: 'draft_invalid', errors: [{ server: 'has space' }] });
  });

  it('after a rollback that the draft does not know of, unless forced', async () => {
    await bench().publish({ a: { command: 'x' } });
    await bench().publish({ b: { command: 'x' } });
    await bench().call('rollback_config', { to: 1 });
    await add('c');
    await expect(bench().call('publish_config')).rejects.toMatchObject({
      code: 'draft_outdated',
      kind: 'conflict',
      hint: expect.stringContaining('draft reset'),
    });
    const forced = await bench().call('publish_config', { force: true });
    expect([forced.status, forced.version, forced.server_count]).toEqual(['published', 4, 2]);
    expect((await bench().call('view_draft_config')).base_version).toBe(4);
  });

  it('where the draft has another revision than the caller saw', async () => {
    await add('a');
    await expect(bench().call('publish_config', { revision: 0 })).rejects.toMatchObject({
      code: 'revision_conflict',
    });
    expect((await bench().call('publish_config', { revision: 1 })).version).toBe(1);
  });

  it('for a changelog that is a book', async () => {
    await add('a');
    await expect(bench().call('publish_config', { changelog: 'x'.repeat(2001) })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'changelog' })],
    });
  });

  it('on top of a release whose record is damaged', async () => {
    await bench().publish({ a: { command: 'x' } });
    await damage(bench(), 'versions');
    await add('b');
    await expect(bench().call('publish_config', { force: true })).rejects.toMatchObject({
      code: 'release_unverified',
    });
  });

  it('where this host does not have the key', async () => {
    await add('a');
    await rm(`${bench().core.home}/keys`, { recursive: true });
    await expect(bench().call('publish_config')).rejects.toMatchObject({ code: 'key_unavailable' });
    expect(bench().internal).toEqual([]);
  });
});

describe('publishing at once', () => {
  beforeEach(() => add('a'));

  it('makes one release of one draft', async () => {
    const other = await bench().another();
    const both = await Promise.allSettled([bench(), other].map((process) => process.call('publish_config')));
    await other.close();
    const statuses = both.map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value.status : outcome.reason.code,
    );
    expect(statuses.filter((status) => status === 'published')).toHaveLength(1);
    expect(['unchanged', 'revision_conflict']).toContain(statuses.find((status) => status !== 'published'));
    expect((await bench().call('list_releases')).releases).toHaveLength(1);
  });
});

describe('publishing without a key', () => {
  const keyless = useBench();

  it('is refused, and leaves the draft as it is', async () => {
    await keyless().call('add_server_to_config', { server_id: 'memory' });
    await expect(keyless().call('publish_config')).rejects.toMatchObject({
      code: 'keys_missing',
      hint: expect.stringContaining('key init'),
    });
    const { revision, base_version } = await keyless().call('view_draft_config');
    expect([revision, base_version]).toEqual([1, null]);
  });

  it('goes on once there is one', async () => {
    await keyless().call('add_server_to_config', { server_id: 'memory' });
    await keyless().call('initialize_keys');
    expect((await keyless().call('publish_config')).version).toBe(1);
  });

  it('is refused after the only key was revoked', async () => {
    const { key_id } = await keyless().call('initialize_keys');
    await keyless().call('revoke_key', { key_id });
    await keyless().call('add_server_to_config', { server_id: 'memory' });
    await expect(keyless().call('publish_config')).rejects.toMatchObject({ code: 'keys_missing' });
  });
});
