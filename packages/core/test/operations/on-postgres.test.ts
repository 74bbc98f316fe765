import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleServer } from '../../src/testing/samples.js';
import { SYSTEMS, useDatabases } from '../storage/databases.js';
import { type Bench, openBench } from '../support/bench.js';

useDatabases();

/** Where the two databases might not answer alike. */
describe.each(SYSTEMS)('operations on $name', ({ freshUrl }) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench({ databaseUrl: await freshUrl() });
    await bench.call('initialize_keys');
  });
  afterEach(async () => {
    await bench.close();
    await rm(bench.folder, { recursive: true, force: true });
  });

  it('take the greatest version for one that is not there', async () => {
    await bench.publish({ a: { command: 'x' } });
    for (const name of ['get_config', 'verify_config', 'reset_draft', 'deploy_config'] as const) {
      await expect(bench.call(name, { version: 2_147_483_647 })).rejects.toMatchObject({
        code: 'release_not_found',
      });
      await expect(bench.call(name, { version: 2_147_483_648 })).rejects.toMatchObject({
        code: 'invalid_input',
        errors: [expect.objectContaining({ field: 'version' })],
      });
    }
    expect(bench.internal).toEqual([]);
  });

  it('take the greatest cursor for the start of a list, or its end', async () => {
    await bench.publish({ a: { command: 'x' } });
    const cursor = '999999999999999';
    expect((await bench.call('list_releases', { cursor })).releases).toHaveLength(1);
    expect((await bench.call('list_audit_entries', { cursor })).entries.length).toBeGreaterThan(0);
    expect((await bench.call('list_available_servers', { cursor })).servers).toEqual([]);
  });

  it('go from a draft to a deployed release and back', async () => {
    await bench.publish({ a: { command: 'x' } });
    await bench.publish({ b: { command: 'y' } });
    expect((await bench.call('deploy_config')).status).toBe('deployed');
    const { version, deployment } = await bench.call('rollback_config', { to: 1, deploy: true });
    expect([version, deployment?.status]).toEqual([3, 'deployed']);
    expect((await bench.call('check_drift')).status).toBe('in_sync');
    expect((await bench.call('verify_config')).valid).toBe(true);
    expect((await bench.call('undeploy_config')).restored).toBe(true);
  });

  it('keep the log in one chain while several processes write', async () => {
    const others = await Promise.all([bench.another(), bench.another()]);
    await Promise.all(
      [bench, ...others].flatMap((process, index) =>
        ['a', 'b', 'c'].map((letter) =>
          process.call('register_server', sampleServer({ server_id: `${letter}${index}` })),
        ),
      ),
    );
    await Promise.all(others.map((process) => process.close()));
    const entries = await bench.audit();
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_entry, index) => index + 1));
    for (const [index, { previous_hash }] of entries.entries()) {
      expect(previous_hash).toBe(index === 0 ? '0'.repeat(64) : entries[index - 1]?.hash);
    }
    const { count } = await bench.call('list_available_servers', { search_query: 'files' });
    expect(count).toBeGreaterThanOrEqual(9);
  });

  it('order profiles byte by byte', async () => {
    for (const profile_id of ['a_b', 'a-b', 'a.b', 'ab', '1']) {
      await bench.call('add_server_to_config', { profile_id, server_id: 'memory' });
    }
    const { profiles } = await bench.call('list_profiles');
    expect(profiles.map(({ profile_id }) => profile_id)).toEqual(['1', 'a-b', 'a.b', 'a_b', 'ab']);
  });

  it('tell two conflicting registrations apart', async () => {
    const other = await bench.another();
    const outcomes = await Promise.allSettled(
      [bench, other].map((process) => process.call('register_server', sampleServer())),
    );
    await other.close();
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'done'));
    expect(codes.toSorted()).toEqual(['done', 'server_exists']);
  });
});
