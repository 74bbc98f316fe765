import assert from 'node:assert/strict';
import { type ContractContext, stateRules, write } from './contract.js';

const ID = 'a'.repeat(64);

/** What every artifact store does. */
export function artifactStoreContract(context: ContractContext): void {
  stateRules(context, {
    artifacts: {
      'are given back character by character': async (database) => {
        const canonical = `{"mcpServers":{"é🧭\\u0000":{"command":"${'x'.repeat(200_000)}"}}}`;
        await write(database, ({ artifacts }) => artifacts.put(ID, canonical));
        assert.equal(await database.stores.artifacts.get(ID), canonical);
      },
      'are not found before they are put': async ({ stores }) => {
        assert.equal(await stores.artifacts.get(ID), undefined);
      },
      'are left as they are when put again': async (database) => {
        await write(database, ({ artifacts }) => artifacts.put(ID, '{"first":1}'));
        await write(database, ({ artifacts }) => artifacts.put(ID, '{"second":2}'));
        assert.equal(await database.stores.artifacts.get(ID), '{"first":1}');
      },
    },
  });
}
