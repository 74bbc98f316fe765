import { describe, expect, it } from 'vitest';
import type { Services } from '../../src/services.js';
import { readArtifact } from '../../src/signing/artifact.js';
import { readStatement } from '../../src/signing/release-statement.js';
import { rollBack } from '../../src/signing/roll-back.js';
import { verifyRelease } from '../../src/signing/verify-release.js';
import { LOCAL, useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';

const bench = useBench({ keys: true });
const KEY = { client_id: 'cursor', profile_id: 'default' };
const services = (): Services => bench().core.services({ operation: 'rollback_config', principal: LOCAL });
const back = async (to: number) => (await rollBack(services(), { ...KEY, to })).release;
const publish = (...commands: string[]) =>
  commands.reduce<Promise<unknown>>(
    (before, command) => before.then(() => bench().publish({ a: { command } }, KEY)),
    Promise.resolve(),
  );

describe('rolling back', () => {
  it('makes a release of its own, which verifies along the chain', async () => {
    await publish('x', 'y');
    const release = await back(1);
    expect(release.version).toBe(3);
    expect(await readArtifact(services().stores, release.artifact_id)).toEqual({
      mcpServers: { a: { command: 'x' } },
    });
    expect((await verifyRelease(services().stores, release, { chain: true })).valid).toBe(true);
  });

  it('says in the signed statement where it went', async () => {
    await publish('x', 'y');
    const { changelog, metadata } = readStatement(await back(1));
    expect([changelog, metadata.rolled_back_to, metadata.server_count]).toEqual([
      'Roll back to release 1.',
      1,
      1,
    ]);
  });

  it('makes nothing where the latest release holds the same, whatever its version', async () => {
    await publish('x', 'y', 'x');
    expect((await back(3)).version).toBe(3);
    expect((await back(1)).version).toBe(3);
  });

  it('goes back and forth', async () => {
    await publish('x', 'y');
    const versions = [await back(1), await back(2), await back(3)].map(({ version }) => version);
    expect(versions).toEqual([3, 4, 5]);
  });

  it('leaves drafts alone', async () => {
    await publish('x', 'y');
    const before = await services().stores.drafts.find(KEY);
    await back(1);
    expect(await services().stores.drafts.find(KEY)).toEqual(before);
  });

  it('makes one release, of two who roll back at once', async () => {
    await publish('x', 'y');
    const both = await Promise.all([back(1), back(1)]);
    expect(both.map(({ version }) => version)).toEqual([3, 3]);
  });

  it('brings nothing back that was damaged, and nothing of a key that was revoked', async () => {
    await publish('x', 'y');
    const { keys } = await bench().call('list_keys');
    await bench().call('rotate_key');
    await bench().call('revoke_key', { key_id: keys[0]?.key_id ?? '' });
    await expect(back(1)).rejects.toMatchObject({ code: 'release_unverified', errors: [{ code: 'key' }] });
    await damage(bench(), 'artifacts');
    await expect(back(1)).rejects.toMatchObject({ code: 'release_unverified' });
  });

  it('needs something to go back to', async () => {
    await expect(back(1)).rejects.toMatchObject({ code: 'config_not_found' });
    await publish('x');
    await expect(back(2)).rejects.toMatchObject({ code: 'release_not_found' });
  });
});
