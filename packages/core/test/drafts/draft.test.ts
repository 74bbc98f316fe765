import { describe, expect, it } from 'vitest';
import { changeDraft, readDraft, requireRevision } from '../../src/drafts/draft.js';
import type { Services } from '../../src/services.js';
import { LOCAL, useBench } from '../support/bench.js';

const bench = useBench({ keys: true });
const KEY = { client_id: 'cursor', profile_id: 'default' };
const services = (): Services => bench().core.services({ operation: 'test_operation', principal: LOCAL });
const server = { command: 'x' };
const put = (name: string, revision?: number) =>
  changeDraft(services(), {
    key: KEY,
    revision,
    change: ({ payload }) => ({
      payload: { mcpServers: { ...payload.mcpServers, [name]: server } },
      detail: { name },
    }),
  });

describe('a draft', () => {
  it('is empty, of revision 0, where there is none', async () => {
    expect(await readDraft(services().stores, KEY)).toEqual({
      ...KEY,
      revision: 0,
      payload: { mcpServers: {} },
      base_version: null,
      updated_at: null,
    });
  });

  it('that is not there yet would begin from the latest release', async () => {
    await bench().publish({ a: server }, KEY);
    const other = { ...KEY, profile_id: 'other' };
    expect((await readDraft(services().stores, other)).base_version).toBeNull();
    await bench().core.database.transaction(async (_stores, handle) => {
      await handle.deleteFrom('drafts').execute();
    });
    expect(await readDraft(services().stores, KEY)).toMatchObject({ revision: 0, base_version: 1 });
  });
});

describe('changing a draft', () => {
  it('stores nothing that could not be read again', async () => {
    const bad = { command: 'x', env: { 'A B': 'x' } };
    const change = () => ({ payload: { mcpServers: { bad } }, detail: {} });
    await expect(changeDraft(services(), { key: KEY, change })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: expect.stringContaining('mcpServers.bad.env') })],
    });
    expect((await readDraft(services().stores, KEY)).revision).toBe(0);
  });

  it('gives the draft that is stored', async () => {
    const changed = await put('a');
    expect(changed).toMatchObject({ ...KEY, revision: 1, updated_at: expect.stringMatching(/^2026-/) });
    expect(await readDraft(services().stores, KEY)).toEqual(changed);
  });

  it('keeps what it began from, unless the change says otherwise', async () => {
    await bench().publish({ a: server }, KEY);
    expect((await put('b')).base_version).toBe(1);
    const begun = await changeDraft(services(), {
      key: KEY,
      change: ({ payload }) => ({ payload, base_version: null, detail: {} }),
    });
    expect(begun.base_version).toBeNull();
  });

  it('records what the change said, with the revision', async () => {
    await put('a');
    expect((await bench().audit()).at(-1)).toMatchObject({ ...KEY, detail: { name: 'a', revision: 1 } });
  });

  it('does nothing at all where the change throws', async () => {
    await put('a');
    const before = [await readDraft(services().stores, KEY), await bench().audit()];
    const change = () => {
      throw new RangeError('on purpose');
    };
    await expect(changeDraft(services(), { key: KEY, change })).rejects.toThrow('on purpose');
    expect([await readDraft(services().stores, KEY), await bench().audit()]).toEqual(before);
  });

  it('sees within the transaction what others had stored', async () => {
    await put('a');
    const seen: string[] = [];
    await changeDraft(services(), {
      key: KEY,
      change: async (draft, stores) => {
        seen.push(...Object.keys((await stores.drafts.find(KEY))?.payload.mcpServers ?? {}));
        return { payload: draft.payload, detail: {} };
      },
    });
    expect(seen).toEqual(['a']);
  });

  it('is refused where the revision is another, with both in the message', async () => {
    await put('a');
    await expect(put('b', 0)).rejects.toMatchObject({
      code: 'revision_conflict',
      message: 'The draft has revision 1, not 0: someone else changed it meanwhile.',
    });
    expect((await put('b', 1)).revision).toBe(2);
  });

  it('asks for no revision that was not named', () => {
    const draft = { ...KEY, revision: 7, payload: { mcpServers: {} }, base_version: null, updated_at: null };
    expect(() => requireRevision(draft, undefined)).not.toThrow();
    expect(() => requireRevision(draft, 7)).not.toThrow();
    expect(() => requireRevision(draft, 0)).toThrow('revision 7, not 0');
  });
});
