import assert from 'node:assert/strict';
import type { AuditEntry, AuditFilter } from '../../ports/stores.js';
import { sampleAuditEntry } from '../samples.js';
import { type ContractContext, type StorageDatabase, stateRules, write } from './contract.js';

async function appendAll(database: StorageDatabase, changes: readonly Partial<AuditEntry>[]): Promise<void> {
  await write(database, async ({ audit }) => {
    for (const [index, change] of changes.entries()) {
      await audit.append(sampleAuditEntry({ sequence: index + 1, ...change }));
    }
  });
}

/** A log in which every filter has something to leave out. */
const MIXED: readonly Partial<AuditEntry>[] = [
  { at: '2026-01-01T00:00:00.000Z', principal: 'token:a', client_id: 'zed' },
  { at: '2026-01-02T00:00:00.000Z', operation: 'deploy_config', profile_id: 'dev' },
  { at: '2026-01-03T00:00:00.000Z', principal: 'token:a', client_id: null, profile_id: null },
  { at: '2026-01-04T00:00:00.000Z', client_id: 'codex', outcome: 'denied' },
];

const FILTERS: readonly (readonly [Omit<AuditFilter, 'limit'>, readonly number[]])[] = [
  [{}, [4, 3, 2, 1]],
  [{ since: '2026-01-02T00:00:00.000Z' }, [4, 3, 2]],
  [{ principal: 'token:a' }, [3, 1]],
  [{ operation: 'deploy_config' }, [2]],
  [{ client_id: 'zed' }, [1]],
  [{ clients: ['zed', 'codex'] }, [4, 1]],
  [{ clients: [] }, []],
  [{ profiles: ['default'] }, [4, 1]],
  [{ profiles: [] }, []],
  [{ clients: ['cursor'], profiles: ['dev'] }, [2]],
  [{ client_id: 'zed', clients: ['codex'] }, []],
  [{ before: 3 }, [2, 1]],
  [{ after: 2 }, [3, 4]],
  [{ after: 1, before: 4 }, [2, 3]],
  [{ principal: 'token:a', since: '2026-01-02T00:00:00.000Z' }, [3]],
];

/** What every audit store does. */
export function auditStoreContract(context: ContractContext): void {
  stateRules(context, {
    'audit entries': {
      'are given back as they were appended': async (database) => {
        const entry = sampleAuditEntry({
          client_id: null,
          profile_id: null,
          detail: [1, 'a', null, { b: true }],
        });
        await appendAll(database, [entry]);
        assert.deepEqual(await database.stores.audit.list({ limit: 10 }), [entry]);
      },
      'have a head, the newest': async (database) => {
        assert.equal(await database.stores.audit.head(), undefined);
        await appendAll(database, [{}, { hash: '1'.repeat(64) }]);
        assert.deepEqual({ ...(await database.stores.audit.head()) }, { sequence: 2, hash: '1'.repeat(64) });
      },
      'are filtered': async (database) => {
        await appendAll(database, MIXED);
        for (const [filter, expected] of FILTERS) {
          const found = await database.stores.audit.list({ ...filter, limit: 10 });
          assert.deepEqual(
            found.map(({ sequence }) => sequence),
            expected,
            JSON.stringify(filter),
          );
        }
      },
      'are listed page by page, in both directions': async (database) => {
        await appendAll(
          database,
          Array.from({ length: 12 }, () => ({})),
        );
        const { audit } = database.stores;
        const page = async (filter: AuditFilter) =>
          (await audit.list(filter)).map(({ sequence }) => sequence);
        assert.deepEqual(await page({ limit: 3 }), [12, 11, 10]);
        assert.deepEqual(await page({ limit: 3, before: 10 }), [9, 8, 7]);
        assert.deepEqual(await page({ limit: 3, after: 8 }), [9, 10, 11]);
      },
      'have each sequence once': async (database) => {
        await appendAll(database, [{}]);
        await assert.rejects(appendAll(database, [{}]));
        assert.equal((await database.stores.audit.list({ limit: 10 })).length, 1);
      },
    },
  });
}
