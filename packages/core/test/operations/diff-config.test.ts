import { beforeEach, describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
const A = { command: 'a', args: ['1'] };
const EMPTY = { mcpServers: {} };
operationRules(bench, 'diff_config', { client_id: 'cursor', local_payload: EMPTY });

describe('comparing with the latest release', () => {
  let artifact_id: string;
  beforeEach(async () => {
    ({ artifact_id } = await bench().publish({ a: A, b: { command: 'b' } }));
  });

  it('says all that differs', async () => {
    const local_payload = { mcpServers: { a: { command: 'a', args: ['2'] }, mine: { command: 'm' } } };
    expect(await bench().call('diff_config', { local_payload })).toEqual({
      status: 'diverged',
      local_artifact_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      remote_artifact_id: artifact_id,
      diff: {
        servers_added: ['b'],
        servers_removed: ['mine'],
        servers_modified: [{ server_id: 'a', changes: [{ path: 'args.0', old_value: '2', new_value: '1' }] }],
        servers_unchanged: [],
      },
      summary: { total_changes: 3, added_count: 1, removed_count: 1, modified_count: 1 },
      recommendation: expect.stringContaining('import them into the draft'),
      added: ['b'],
      removed: ['mine'],
      modified: ['a'],
    });
  });

  it('calls what is equal up to date, under one artifact id', async () => {
    const found = await bench().call('diff_config', {
      local_payload: { mcpServers: { b: { command: 'b' }, a: { args: ['1'], command: 'a' } } },
    });
    expect(found).toMatchObject({
      status: 'up-to-date',
      local_artifact_id: artifact_id,
      remote_artifact_id: artifact_id,
      diff: { servers_unchanged: ['b', 'a'] },
    });
  });

  it('calls what lacks something outdated', async () => {
    const { status, added } = await bench().call('diff_config', { local_payload: { mcpServers: { a: A } } });
    expect([status, added]).toEqual(['outdated', ['b']]);
  });

  it('tells 1 from true', async () => {
    const payload = (value: unknown) => ({
      mcpServers: { a: { command: 'a', extra: { cursor: { value } } } },
    });
    const { diff } = await bench().raw('diff_config', { config1: payload(1), config2: payload(true) });
    expect(diff).toMatchObject({
      servers_modified: [
        { server_id: 'a', changes: [{ path: 'extra.cursor.value', old_value: 1, new_value: true }] },
      ],
    });
  });

  it('takes the artifact that a caller has', async () => {
    await bench().publish({ a: A });
    const { status, removed } = await bench().call('diff_config', { local_artifact_id: artifact_id });
    expect([status, removed]).toEqual(['diverged', ['b']]);
  });

  it("knows no other profile's artifact", async () => {
    for (const local_artifact_id of [artifact_id, '0'.repeat(64)]) {
      await expect(
        bench().call('diff_config', { client_id: 'cursor', local_artifact_id }),
      ).rejects.toMatchObject({ code: 'artifact_not_found' });
    }
  });

  it('recommends no release that a deploy would refuse', async () => {
    const { key_id } = await bench().call('initialize_keys');
    await bench().call('revoke_key', { key_id });
    await expect(bench().call('diff_config', { local_payload: EMPTY })).rejects.toMatchObject({
      code: 'release_unverified',
    });
  });

  it('compares with nothing that is damaged', async () => {
    await damage(bench(), 'artifacts');
    await expect(bench().call('diff_config', { local_payload: EMPTY })).rejects.toMatchObject({
      code: 'release_unverified',
    });
  });
});

describe('comparing where nothing is published', () => {
  it('cannot tell, and says so', async () => {
    const found = await bench().call('diff_config', { local_payload: { mcpServers: { a: A } } });
    expect(found).toMatchObject({
      status: 'unknown',
      remote_artifact_id: null,
      recommendation: expect.stringContaining('publish the draft'),
    });
  });
});

describe('comparing two payloads', () => {
  it('needs nothing published', async () => {
    const found = await bench().call('diff_config', {
      config1: { mcpServers: { a: A } },
      config2: { mcpServers: { a: A, b: A } },
    });
    expect(found).toMatchObject({ status: 'outdated', added: ['b'], removed: [], modified: [] });
  });

  it('shows that secrets differ, and not which', async () => {
    const secrets = ['a', 'b'].map((letter) => ['ghp', letter.repeat(36)].join('_'));
    const [config1, config2] = secrets.map((GITHUB_TOKEN) => ({
      mcpServers: { a: { command: 'x', env: { GITHUB_TOKEN } } },
    }));
    const found = await bench().raw('diff_config', { config1, config2 });
    expect(found).toMatchObject({ modified: ['a'] });
    for (const secret of secrets) expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('masks what the catalogue marks as secret, whatever its name says', async () => {
    const payload = (REDIS_PWD: string) => ({ mcpServers: { a: { command: 'x', env: { REDIS_PWD } } } });
    const two = { config1: payload('hunter1'), config2: payload('hunter2') };
    const found = await bench().call('diff_config', two);
    expect(found.modified).toEqual(['a']);
    expect(JSON.stringify(found)).not.toContain('hunter');
  });

  it('answers for texts that are all names of secrets', async () => {
    const payload = (text: string) => ({ mcpServers: { a: { command: 'x', args: [text.repeat(16_000)] } } });
    const two = { config1: payload('key='), config2: payload('pwd=') };
    expect((await bench().call('diff_config', two)).modified).toEqual(['a']);
  }, 5_000);

  it.each([{}, { config1: EMPTY }, { config2: EMPTY }])('needs something to compare: %j', async (input) => {
    await expect(bench().call('diff_config', input)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'local_payload' })],
    });
  });

  it.each([
    [{ local_payload: {} }, 'local_payload.mcpServers'],
    [{ local_payload: { mcpServers: { a: {} } } }, 'local_payload.mcpServers.a'],
    [{ config1: EMPTY, config2: [] }, 'config2'],
    [{ local_artifact_id: 'x' }, 'local_artifact_id'],
  ])('refuses what is no payload: %j', async (input, field) => {
    await expect(bench().raw('diff_config', input)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: expect.stringContaining(field) })],
    });
  });
});
