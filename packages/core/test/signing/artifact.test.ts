import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArtifactStore } from '../../src/ports/stores.js';
import { createArtifact, readArtifact } from '../../src/signing/artifact.js';
import { payloadOf } from './signing-fixture.js';

/** A store that gives one text for one id. */
function storing(id: string, canonical: string): { artifacts: ArtifactStore } {
  return {
    artifacts: { put: async () => undefined, get: async (asked) => (asked === id ? canonical : undefined) },
  };
}

const payload = {
  mcpServers: { 'é b': { command: 'npx', args: ['-y', 'x@1.0.0'], env: { B: '2', A: '1' } } },
};

describe('an artifact', () => {
  it('is named by the SHA-256 of its canonical bytes', () => {
    expect(createArtifact({ mcpServers: {} })).toEqual({
      artifact_id: '691f62624936af38f0e6b2ac6c8b43162a23696696f62d5037d9eb2b43bd73c5',
      canonical: '{"mcpServers":{}}',
    });
  });

  it('is the same whatever the order of servers and fields', () => {
    const turned = {
      mcpServers: { 'é b': { env: { A: '1', B: '2' }, args: ['-y', 'x@1.0.0'], command: 'npx' } },
    };
    expect(createArtifact(turned)).toEqual(createArtifact(payload));
    const names = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 4 }), (order) => {
        expect(createArtifact(payloadOf(...order))).toEqual(createArtifact(payloadOf(...names)));
      }),
    );
  });

  it('is another one where anything differs', () => {
    const ids = [
      payload,
      payloadOf('a'),
      payloadOf('b'),
      { mcpServers: { 'é b': { ...payload.mcpServers['é b'], args: ['x@1.0.0', '-y'] } } },
      { mcpServers: { 'é b': { ...payload.mcpServers['é b'], env: { B: '2', A: '' } } } },
    ].map((other) => createArtifact(other).artifact_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is read as it was', async () => {
    const { artifact_id, canonical } = createArtifact(payload);
    expect(await readArtifact(storing(artifact_id, canonical), artifact_id)).toEqual(payload);
  });

  it('is refused where it is missing', async () => {
    const { artifact_id, canonical } = createArtifact(payload);
    await expect(readArtifact(storing('other', canonical), artifact_id)).rejects.toMatchObject({
      code: 'release_unverified',
    });
  });

  it('is refused where any byte of it was flipped', async () => {
    const { artifact_id, canonical } = createArtifact(payload);
    const bytes = Buffer.from(canonical);
    for (let index = 0; index < bytes.length; index += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(bytes.readUInt8(index) ^ 1, index);
      const stores = storing(artifact_id, flipped.toString());
      await expect(readArtifact(stores, artifact_id), `byte ${index}`).rejects.toMatchObject({
        code: 'release_unverified',
      });
    }
  });

  it('is refused where it was cut off at any length', async () => {
    const { artifact_id, canonical } = createArtifact(payload);
    for (let length = 0; length < canonical.length; length += 1) {
      const stores = storing(artifact_id, canonical.slice(0, length));
      await expect(readArtifact(stores, artifact_id), `length ${length}`).rejects.toMatchObject({
        code: 'release_unverified',
      });
    }
  });

  it('is refused where another one, whole in itself, stands in its place', async () => {
    const { artifact_id } = createArtifact(payload);
    const other = createArtifact(payloadOf('a')).canonical;
    await expect(readArtifact(storing(artifact_id, other), artifact_id)).rejects.toMatchObject({
      code: 'release_unverified',
    });
  });
});
