import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '../../src/ports/stores.js';
import type { Change } from '../../src/services.js';
import { initializeKeys, revokeKey, rotateKey } from '../../src/signing/manage-keys.js';
import { publishRelease } from '../../src/signing/publish-release.js';
import { readStatement } from '../../src/signing/release-statement.js';
import { requireVerified, verifyRelease } from '../../src/signing/verify-release.js';
import { openSigning, payloadOf, publishAll, type SigningFixture } from './signing-fixture.js';

const key = { client_id: 'cursor', profile_id: 'default' };

let fixture: SigningFixture;
beforeEach(async () => {
  fixture = await openSigning();
});
afterEach(() => fixture.close());

const count = async (): Promise<number> => (await fixture.stores.releases.list(key, { limit: 500 })).length;

describe('publishing a release', () => {
  it('needs a signing key', async () => {
    await expect(publishRelease(fixture.services, { key, payload: payloadOf('a') })).rejects.toMatchObject({
      code: 'keys_missing',
    });
    expect(await count()).toBe(0);
    expect(await fixture.stores.audit.head()).toBeUndefined();
  });

  it('needs the private half of the active key on this host', async () => {
    await initializeKeys(fixture.services);
    const elsewhere = fixture.host('keys-of-another-host');
    await expect(publishRelease(elsewhere.services, { key, payload: payloadOf('a') })).rejects.toMatchObject({
      code: 'key_unavailable',
    });
    await rotateKey(elsewhere.services);
    const { release } = await publishRelease(elsewhere.services, { key, payload: payloadOf('a') });
    expect((await verifyRelease(fixture.stores, release, { chain: true })).valid).toBe(true);
  });

  it('numbers releases from 1 without gaps, each naming the one before', async () => {
    await initializeKeys(fixture.services);
    const releases = await publishAll(fixture, {
      payloads: [payloadOf('a'), payloadOf('b'), payloadOf('a')],
    });
    expect(releases.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(releases.map((release) => readStatement(release).previous)).toEqual([
      null,
      releases[0]?.release_hash,
      releases[1]?.release_hash,
    ]);
  });

  it('signs what it was told, under the statement schema', async () => {
    await initializeKeys(fixture.services);
    const { release, status } = await publishRelease(fixture.services, {
      key,
      payload: payloadOf('a', 'b'),
      changelog: 'Two servers.',
    });
    expect(status).toBe('published');
    expect(readStatement(release)).toEqual({
      schema: 'mcp-orchestration/release/v1',
      ...key,
      version: 1,
      artifact_id: release.artifact_id,
      previous: null,
      created_at: '2026-01-01T00:00:00.000Z',
      changelog: 'Two servers.',
      metadata: { generator: expect.stringMatching(/^@mcp-orchestration\/core\/\d/), server_count: 2 },
    });
  });

  it('keeps the same payload of two clients apart', async () => {
    await initializeKeys(fixture.services);
    const [cursor] = await publishAll(fixture, { payloads: [payloadOf('a')] });
    const [zed] = await publishAll(fixture, { client_id: 'zed', payloads: [payloadOf('a')] });
    expect(cursor?.artifact_id).toBe(zed?.artifact_id);
    expect(cursor?.release_hash).not.toBe(zed?.release_hash);
  });

  it('makes nothing where the latest release is of the same payload', async () => {
    await initializeKeys(fixture.services);
    const [first] = await publishAll(fixture, { payloads: [payloadOf('a', 'b')] });
    const again = await publishRelease(fixture.services, {
      key,
      payload: payloadOf('b', 'a'),
      expected_base: null,
    });
    expect(again).toMatchObject({ status: 'unchanged', release: first });
    expect(await count()).toBe(1);
  });

  it('publishes the same payload anew where the key of the latest release was revoked', async () => {
    await initializeKeys(fixture.services);
    const [first] = await publishAll(fixture, { payloads: [payloadOf('a')] });
    await revokeKey(fixture.services, { key_id: first?.signing_key_id ?? '' });
    await rotateKey(fixture.services);
    const { status, release } = await publishRelease(fixture.services, { key, payload: payloadOf('a') });
    expect(status).toBe('published');
    expect((await verifyRelease(fixture.stores, release, { chain: true })).valid).toBe(true);
  });

  it('refuses a base that is not the latest release', async () => {
    await initializeKeys(fixture.services);
    await publishAll(fixture, { payloads: [payloadOf('a'), payloadOf('b')] });
    for (const expected_base of [null, 1, 3]) {
      await expect(
        publishRelease(fixture.services, { key, payload: payloadOf('c'), expected_base }),
      ).rejects.toMatchObject({ code: 'draft_outdated' });
    }
    expect(await count()).toBe(2);
    await publishRelease(fixture.services, { key, payload: payloadOf('c'), expected_base: 2 });
    await publishRelease(fixture.services, { key, payload: payloadOf('d') });
    expect(await count()).toBe(4);
  });

  it('brings an old artifact back as a new release that names the old one', async () => {
    await initializeKeys(fixture.services);
    const [first] = await publishAll(fixture, { payloads: [payloadOf('a'), payloadOf('b')] });
    const { release } = await publishRelease(fixture.services, {
      key,
      payload: payloadOf('a'),
      rolled_back_to: 1,
    });
    expect(release).toMatchObject({ version: 3, artifact_id: first?.artifact_id });
    const { statement } = await requireVerified(fixture.stores, release, { chain: true });
    expect(statement.metadata.rolled_back_to).toBe(1);
  });

  it('refuses a changelog that is too long', async () => {
    await initializeKeys(fixture.services);
    const publish = (length: number) =>
      publishRelease(fixture.services, { key, payload: payloadOf('a'), changelog: 'x'.repeat(length) });
    await expect(publish(2001)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(publish(2000)).resolves.toMatchObject({ status: 'published' });
  });

  it('refuses a payload that has no canonical form, and records nothing', async () => {
    await initializeKeys(fixture.services);
    const before = await fixture.stores.audit.head();
    const payload = { mcpServers: { a: { command: 'node', args: ['\ud800'] } } };
    await expect(publishRelease(fixture.services, { key, payload })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await fixture.stores.audit.head()).toEqual(before);
  });

  it('keeps its order where the clock is set back', async () => {
    await initializeKeys(fixture.services);
    await publishAll(fixture, { payloads: [payloadOf('a')] });
    fixture.clock.time -= 365 * 86_400_000;
    const [second] = await publishAll(fixture, { payloads: [payloadOf('b')] });
    fixture.clock.time += 10 * 365 * 86_400_000;
    await publishAll(fixture, { payloads: [payloadOf('c')] });
    const latest = await fixture.stores.releases.latest(key);
    expect(second?.version).toBe(2);
    expect(latest?.version).toBe(3);
    if (latest === undefined) throw new Error('There are releases.');
    await expect(requireVerified(fixture.stores, latest, { chain: true })).resolves.toBeDefined();
  });

  it('does not follow a release whose record is damaged', async () => {
    await initializeKeys(fixture.services);
    await publishAll(fixture, { payloads: [payloadOf('a')] });
    const damage = (stores: Stores): Stores => ({
      ...stores,
      releases: {
        ...stores.releases,
        latest: async (of) => {
          const latest = await stores.releases.latest(of);
          return latest && { ...latest, artifact_id: '0'.repeat(64) };
        },
      },
    });
    const change: Change<Stores> = (work, facts) =>
      fixture.services.change((stores, handle) => work(damage(stores), handle), facts);
    const damaged = { ...fixture.services, change };
    await expect(publishRelease(damaged, { key, payload: payloadOf('b') })).rejects.toMatchObject({
      code: 'release_unverified',
    });
  });

  it('records who published what, and never the payload', async () => {
    await initializeKeys(fixture.services);
    const [release] = await publishAll(fixture, { payloads: [payloadOf('sesame')] });
    const [entry] = await fixture.stores.audit.list({ limit: 1 });
    expect(entry).toMatchObject({
      ...key,
      principal: 'local:tester',
      detail: { status: 'published', version: 1, artifact_id: release?.artifact_id, server_count: 1 },
    });
    expect(JSON.stringify(entry)).not.toContain('sesame');
  });

  it('gives each of many publishers at once a version of its own', async () => {
    await initializeKeys(fixture.services);
    const processes = await Promise.all([fixture.process(), fixture.process(), fixture.process()]);
    const published = await Promise.all(
      processes.flatMap(({ services }, process) =>
        Array.from({ length: 5 }, (_, index) =>
          publishRelease(services, { key, payload: payloadOf(`server-${process}-${index}`) }),
        ),
      ),
    );
    await Promise.all(processes.map((process) => process.close()));
    const versions = published.map(({ release }) => release.version).sort((left, right) => left - right);
    expect(versions).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    const latest = await fixture.stores.releases.latest(key);
    if (latest === undefined) throw new Error('There are releases.');
    await expect(requireVerified(fixture.stores, latest, { chain: true })).resolves.toBeDefined();
  });
});
