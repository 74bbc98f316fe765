import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { SYSTEMS, useDatabases } from './databases.js';
import { holdTransaction } from './held-transaction.js';

useDatabases();

// It takes the ten seconds that a writer waits.
describe.skipIf(process.env.SOAK === undefined).each(SYSTEMS)(
  'a writer that holds $name for too long',
  ({ freshUrl }) => {
    it('makes the others give up with unavailable, and they work again when it has ended', async () => {
      const url = await freshUrl();
      const [holder, other] = [await openDatabase({ url }), await openDatabase({ url })];
      const held = await holdTransaction(holder);
      await expect(other.transaction(async () => 'never')).rejects.toMatchObject({
        code: 'unavailable',
        message: 'The database is busy: other processes have held it for too long.',
      });
      await held.end();
      expect(await other.transaction(async ({ servers }) => (await servers.list()).length)).toBe(1);
      await Promise.all([holder.close(), other.close()]);
    });
  },
);
