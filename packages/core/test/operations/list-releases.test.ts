import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'list_releases', { client_id: 'cursor' });

const publishMany = async (count: number) => {
  for (let n = 1; n <= count; n += 1) await bench().publish({ a: { command: `v${n}` } });
};

describe('listing releases', () => {
  it('lists none where there is none', async () => {
    expect(await bench().call('list_releases')).toEqual({ releases: [] });
  });

  it('lists them newest first, with what each says of itself', async () => {
    const first = await bench().publish({ a: { command: 'x' } });
    await bench().publish({ a: { command: 'x' }, b: { command: 'y' } });
    await bench().call('rollback_config', { to: 1 });
    const { releases } = await bench().call('list_releases');
    expect(releases.map(({ version, server_count }) => [version, server_count])).toEqual([
      [3, 1],
      [2, 2],
      [1, 1],
    ]);
    expect(releases[0]).toEqual({
      version: 3,
      artifact_id: first.artifact_id,
      created_at: expect.any(String),
      changelog: 'Roll back to release 1.',
      signing_key_id: first.signing_key_id,
      server_count: 1,
      rolled_back_to: 1,
    });
    expect(releases[2]).toEqual({
      version: 1,
      artifact_id: first.artifact_id,
      created_at: first.created_at,
      changelog: null,
      signing_key_id: first.signing_key_id,
      server_count: 1,
    });
  });

  it('lists those of one profile', async () => {
    await bench().publish({ a: { command: 'x' } }, { profile_id: 'dev' });
    await bench().publish({ a: { command: 'x' } }, { client_id: 'cursor' });
    expect((await bench().call('list_releases')).releases).toEqual([]);
    expect((await bench().call('list_releases', { profile_id: 'dev' })).releases).toHaveLength(1);
  });

  it('gives every release once, page by page', async () => {
    await publishMany(5);
    const first = await bench().call('list_releases', { limit: 2 });
    expect([first.releases.map(({ version }) => version), first.next_cursor]).toEqual([[5, 4], '4']);
    const second = await bench().call('list_releases', { limit: 2, cursor: '4' });
    expect(second.releases.map(({ version }) => version)).toEqual([3, 2]);
    const last = await bench().call('list_releases', { limit: 2, cursor: second.next_cursor });
    expect([last.releases.map(({ version }) => version), last.next_cursor]).toEqual([[1], undefined]);
  });

  it('names no next page where the last one is full', async () => {
    await publishMany(2);
    expect(await bench().call('list_releases', { limit: 2 })).not.toHaveProperty('next_cursor');
  });

  it('is not put out by a release that comes between two pages', async () => {
    await publishMany(3);
    const { next_cursor } = await bench().call('list_releases', { limit: 1 });
    await bench().publish({ a: { command: 'late' } });
    const { releases } = await bench().call('list_releases', { limit: 5, cursor: next_cursor });
    expect(releases.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('says which is damaged, and lists the others', async () => {
    await publishMany(3);
    await damage(bench(), 'hashes');
    const { releases } = await bench().call('list_releases');
    expect(releases.map(({ version, server_count }) => [version, server_count])).toEqual([
      [3, 1],
      [2, 1],
      [1, null],
    ]);
    expect(releases[2]?.damage).toContain('hash');
    expect(releases[0]).not.toHaveProperty('damage');
  });

  it('takes a cursor beyond every version for the start', async () => {
    await publishMany(1);
    const { releases } = await bench().call('list_releases', { cursor: '999999999999999' });
    expect(releases).toHaveLength(1);
  });

  it.each([{ limit: 0 }, { limit: 501 }, { cursor: 'x' }, { cursor: '-1' }])('refuses %j', async (input) => {
    await expect(bench().call('list_releases', input)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: Object.keys(input)[0] })],
    });
  });
});
