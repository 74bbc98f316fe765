import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { sampleAuditEntry, sampleDraft, sampleRelease, sampleServer } from '../samples.js';
import { type ContractContext, rejectsWith, type StorageDatabase, stateRules, write } from './contract.js';

const AT = '2026-01-01T00:00:00.000Z';

const serverIds = async ({ stores }: StorageDatabase) =>
  (await stores.servers.list()).map(({ server_id }) => server_id);

/** Read the head and append the next entry, with time for others to come between. */
function appendNext(database: StorageDatabase): Promise<void> {
  return write(database, async ({ audit }) => {
    const head = await audit.head();
    await sleep(1);
    await audit.append(sampleAuditEntry({ sequence: (head?.sequence ?? 0) + 1 }));
  });
}

/** What transactions do. */
export function transactionContract(context: ContractContext): void {
  stateRules(context, {
    'a transaction': {
      'gives the result of its work': async (database) => {
        assert.equal(await write(database, async () => 'done'), 'done');
      },
      'leaves nothing behind when its work fails, and the next one works': async (database) => {
        const failing = database.transaction(async ({ servers, drafts }) => {
          await servers.insert(sampleServer(), AT);
          await drafts.save(sampleDraft());
          throw new RangeError('on purpose');
        });
        await assert.rejects(failing, RangeError);
        assert.deepEqual(await serverIds(database), []);
        assert.deepEqual(await database.stores.drafts.profiles(), []);
        await write(database, ({ servers }) => servers.insert(sampleServer(), AT));
        assert.deepEqual(await serverIds(database), ['files']);
      },
      'leaves nothing behind when a later statement is refused': async (database) => {
        const failing = write(database, async ({ servers, releases }) => {
          await servers.insert(sampleServer(), AT);
          await releases.insert(sampleRelease());
        });
        await assert.rejects(failing);
        assert.deepEqual(await serverIds(database), []);
      },
      'goes on after a conflict that its work has dealt with': async (database) => {
        await write(database, ({ servers }) => servers.insert(sampleServer(), AT));
        await write(database, async ({ servers }) => {
          await rejectsWith('server_exists', servers.insert(sampleServer(), AT));
          await servers.insert(sampleServer({ server_id: 'other' }), AT);
        });
        assert.deepEqual(await serverIds(database), ['files', 'other']);
      },
      'sees its own writes, which readers see when it is over': async (database) => {
        await write(database, async ({ servers }) => {
          await servers.insert(sampleServer(), AT);
          assert.equal((await servers.list()).length, 1);
          assert.deepEqual(await serverIds(database), []);
        });
        assert.deepEqual(await serverIds(database), ['files']);
      },
      'takes its turn: what it read nobody has changed': async (database) => {
        await Promise.all(Array.from({ length: 25 }, () => appendNext(database)));
        const entries = await database.stores.audit.list({ limit: 100, after: 0 });
        assert.deepEqual(
          entries.map(({ sequence }) => sequence),
          Array.from({ length: 25 }, (_, index) => index + 1),
        );
      },
      'that was begun is ended before the database closes': async (database) => {
        const late = appendNext(database);
        await database.close();
        await late;
      },
    },
  });
}
