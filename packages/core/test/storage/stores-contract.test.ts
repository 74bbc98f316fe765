import { describe, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { storesContract } from '../../src/testing/stores-contract.js';
import { SYSTEMS, useDatabases } from './databases.js';

useDatabases();

describe.each(SYSTEMS)('the stores on $name', ({ freshUrl }) => {
  storesContract({ describe, it, open: async () => openDatabase({ url: await freshUrl() }) });
});
