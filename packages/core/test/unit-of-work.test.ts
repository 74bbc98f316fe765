import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localPrincipal } from '../src/principal.js';
import { openDatabase } from '../src/storage/open-database.js';
import { sampleDraft } from '../src/testing/samples.js';
import { createChange } from '../src/unit-of-work.js';
import { temporaryFolder } from './storage/temporary-folder.js';

const clock = { now: () => new Date('2026-03-01T12:00:00.000Z') };
const author = { operation: 'probe', principal: localPrincipal('me') };

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeEach(async () => {
  database = await openDatabase({ url: join(await temporaryFolder(), 'state.db') });
});
afterEach(() => database.close());

describe('a unit of work', () => {
  it('ends with an entry that says what the work found out', async () => {
    const change = createChange({ database, clock }, author);
    const result = await change(
      async ({ drafts }) => {
        await drafts.save(sampleDraft());
        return 42;
      },
      (answer) => ({ client_id: 'cursor', profile_id: 'default', detail: { answer } }),
    );
    expect(result).toBe(42);
    expect(await database.stores.audit.list({ limit: 10 })).toMatchObject([
      {
        sequence: 1,
        at: '2026-03-01T12:00:00.000Z',
        principal: 'local:me',
        operation: 'probe',
        client_id: 'cursor',
        profile_id: 'default',
        outcome: 'success',
        detail: { answer: 42 },
      },
    ]);
  });

  it('leaves neither change nor entry where the work fails', async () => {
    const change = createChange({ database, clock }, author);
    const failing = change(async ({ drafts }) => {
      await drafts.save(sampleDraft());
      throw new Error('No.');
    }, {});
    await expect(failing).rejects.toThrow('No.');
    expect(await database.stores.drafts.find(sampleDraft())).toBeUndefined();
    expect(await database.stores.audit.head()).toBeUndefined();
  });

  it('leaves no change where the entry cannot be made', async () => {
    const change = createChange({ database, clock }, author);
    const unfit = change(
      ({ drafts }) => drafts.save(sampleDraft()),
      () => ({ detail: { when: new Date() as never } }),
    );
    await expect(unfit).rejects.toThrow();
    expect(await database.stores.drafts.find(sampleDraft())).toBeUndefined();
  });

  it('makes a chain of the entries, whoever makes them at once', async () => {
    const changes = Array.from({ length: 20 }, (_, index) =>
      createChange({ database, clock }, { ...author, operation: `probe_${index}` })(async () => index, {}),
    );
    await Promise.all(changes);
    const entries = await database.stores.audit.list({ limit: 100, after: 0 });
    expect(entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    for (const [index, { previous_hash }] of entries.entries()) {
      expect(previous_hash).toBe(entries[index - 1]?.hash ?? '0'.repeat(64));
    }
  });
});
