import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Release } from '../../src/ports/stores.js';
import { findRelease } from '../../src/signing/find-release.js';
import { initializeKeys } from '../../src/signing/manage-keys.js';
import { openSigning, payloadOf, publishAll, type SigningFixture } from './signing-fixture.js';

const KEY = { client_id: 'cursor', profile_id: 'default' };
let fixture: SigningFixture;
let releases: Release[];
beforeEach(async () => {
  fixture = await openSigning();
  await initializeKeys(fixture.services);
  // The third brings back what the first holds.
  releases = await publishAll(fixture, { payloads: [payloadOf('a'), payloadOf('b'), payloadOf('a')] });
});
afterEach(() => fixture.close());

const find = (choice: object = {}) => findRelease(fixture.stores, { ...KEY, ...choice });

describe('finding a release', () => {
  it('finds the latest where nothing is named', async () => {
    expect(await find()).toEqual(releases[2]);
  });

  it.each([1, 2, 3])('finds version %d', async (version) => {
    expect(await find({ version })).toEqual(releases[version - 1]);
  });

  it('finds the newest that has an artifact', async () => {
    const [first, second] = releases;
    expect((await find({ artifact_id: first?.artifact_id })).version).toBe(3);
    expect((await find({ artifact_id: second?.artifact_id })).version).toBe(2);
  });

  it('finds an older one by version and artifact together', async () => {
    expect((await find({ version: 1, artifact_id: releases[0]?.artifact_id })).version).toBe(1);
  });

  it('finds none whose version has another artifact', async () => {
    const choice = { version: 2, artifact_id: releases[0]?.artifact_id };
    await expect(find(choice)).rejects.toMatchObject({ code: 'artifact_not_found' });
  });

  it("finds no other client's or profile's", async () => {
    const { artifact_id } = releases[0] ?? {};
    for (const where of [{ client_id: 'zed' }, { profile_id: 'dev' }]) {
      await expect(find({ ...where, artifact_id })).rejects.toMatchObject({ code: 'artifact_not_found' });
      await expect(find({ ...where, version: 1, artifact_id })).rejects.toMatchObject({
        code: 'artifact_not_found',
      });
    }
  });

  it('tells that nothing is published from that a version is not', async () => {
    await expect(find({ version: 4 })).rejects.toMatchObject({
      code: 'release_not_found',
      message: 'cursor/default has no release 4.',
    });
    for (const choice of [{}, { version: 1 }]) {
      await expect(find({ profile_id: 'dev', ...choice })).rejects.toMatchObject({
        code: 'config_not_found',
        message: 'Nothing has been published for cursor/dev.',
      });
    }
  });
});
