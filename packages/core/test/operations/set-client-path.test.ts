import { describe, expect, it } from 'vitest';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'set_client_path', { client_id: 'cursor', path: null });

const CURSOR = { client_id: 'cursor' } as const;
const here = () => bench().path('portable/cursor.json');
const nameIt = () => bench().call('set_client_path', { ...CURSOR, path: here() });

describe("naming a client's file", () => {
  it('has it listed, discovered, imported, deployed to and watched for drift there', async () => {
    await bench().write('portable/cursor.json', '{"mcpServers":{"own":{"command":"own"}}}');
    expect(await nameIt()).toEqual({ ...CURSOR, config_path: here(), named: true });

    const { clients } = await bench().call('list_clients');
    expect(clients.find(({ client_id }) => client_id === 'cursor')).toMatchObject({
      config_location: here(),
      config_path: here(),
    });
    const found = (await bench().call('discover_clients')).clients.find((one) => one.client_id === 'cursor');
    expect(found).toMatchObject({ config_path: here(), exists: true, server_count: 1 });
    expect(await bench().call('import_config', CURSOR)).toMatchObject({ imported: ['own'] });

    await bench().publish({ one: { command: 'node' } }, CURSOR);
    expect(await bench().call('deploy_config', CURSOR)).toMatchObject({ config_path: here() });
    expect(await bench().read('portable/cursor.json')).toContain('"one"');
    expect(await bench().call('check_drift', CURSOR)).toMatchObject({
      status: 'in_sync',
      config_path: here(),
    });
  });

  it('holds for other processes of the same home, and for no project', async () => {
    await nameIt();
    const other = await bench().another();
    expect(await other.call('check_drift', CURSOR)).toMatchObject({ config_path: here() });
    expect(await other.call('check_drift', { ...CURSOR, project_dir: 'app' })).toMatchObject({
      config_path: bench().path('app/.cursor/mcp.json'),
    });
    await other.close();
  });

  it('is taken back with null', async () => {
    await nameIt();
    const own = bench().path('.cursor/mcp.json');
    expect(await bench().call('set_client_path', { ...CURSOR, path: null })).toEqual({
      ...CURSOR,
      config_path: own,
      named: false,
    });
    expect(await bench().call('describe_client', CURSOR)).toMatchObject({
      config_path: own,
      path_named: false,
    });
  });

  it('gives a client a file that has none here', async () => {
    const boltai = { client_id: 'boltai' } as const;
    expect(await bench().call('describe_client', boltai)).toMatchObject({ config_path: null });
    await bench().call('set_client_path', { ...boltai, path: here() });
    expect(await bench().call('describe_client', boltai)).toMatchObject({
      config_path: here(),
      path_named: true,
    });
  });

  it('refuses a folder', async () => {
    await bench().write('folder/file', '');
    await expect(
      bench().call('set_client_path', { ...CURSOR, path: bench().path('folder') }),
    ).rejects.toMatchObject({ code: 'config_unreadable' });
  });

  it('is not for callers over the network, outside the folders that the server allows', async () => {
    const remote = tokenPrincipal(['config:deploy']);
    await expect(bench().call('set_client_path', { ...CURSOR, path: here() }, remote)).rejects.toMatchObject({
      code: 'target_forbidden',
    });
    expect(await bench().call('describe_client', CURSOR)).toMatchObject({ path_named: false });
  });

  it('is in the audit log, with the path', async () => {
    await nameIt();
    expect((await bench().audit()).at(-1)).toMatchObject({
      operation: 'set_client_path',
      client_id: 'cursor',
      detail: { path: here() },
    });
  });
});
