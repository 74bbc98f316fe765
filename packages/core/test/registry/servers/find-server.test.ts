import { describe, expect, it } from 'vitest';
import { BUNDLED_SERVERS } from '../../../src/registry/servers/bundled-servers.js';
import { findServer, isBundled } from '../../../src/registry/servers/find-server.js';
import { sampleServer } from '../../../src/testing/samples.js';
import { useBench } from '../../support/bench.js';

const bench = useBench();
const find = (id: string) => findServer(bench().core.database.stores, id);
const insert = (server_id: string) =>
  bench().core.database.transaction(({ servers }) =>
    servers.insert(sampleServer({ server_id }), '2026-01-01T00:00:00.000Z'),
  );

describe('finding a server', () => {
  it('finds every bundled one', async () => {
    for (const definition of BUNDLED_SERVERS) expect(await find(definition.server_id)).toBe(definition);
  });

  it('finds what was registered', async () => {
    await insert('io.github.me/files');
    expect((await find('io.github.me/files')).server_id).toBe('io.github.me/files');
  });

  it('keeps to the bundled one where an id has become bundled since', async () => {
    await insert('memory');
    expect((await find('memory')).display_name).toBe('Memory');
  });

  it.each(['nowhere', '', 'MEMORY', 'constructor', '__proto__'])('finds no %j', async (id) => {
    await expect(find(id)).rejects.toMatchObject({
      code: 'server_not_found',
      message: `There is no server ${JSON.stringify(id)} in the catalogue.`,
    });
  });

  it('tells bundled ids from others', () => {
    expect(['memory', 'filesystem'].every(isBundled)).toBe(true);
    expect(['files', 'constructor', ''].some(isBundled)).toBe(false);
  });
});
