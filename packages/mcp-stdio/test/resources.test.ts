import { readFile, writeFile } from 'node:fs/promises';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from './support/connect.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

const HERE = 'config://claude-desktop/default';

let workshop: Workshop;
let client: Client;

beforeEach(async () => {
  workshop = await openWorkshop();
  client = await connect(workshop.parts());
});
afterEach(async () => {
  await client.close();
  await workshop.discard();
});

async function read(uri: string): Promise<Record<string, unknown>> {
  const { contents } = await client.readResource({ uri });
  expect(contents).toMatchObject([{ uri, mimeType: 'application/json' }]);
  return JSON.parse((contents[0] as { text: string }).text);
}

async function publish(server_name: string): Promise<void> {
  await workshop.call('add_server_to_config', { server: { command: 'node' }, server_name });
  await workshop.call('publish_config', { changelog: `Add ${server_name}.` });
}

describe('the resources', () => {
  it('that are fixed are listed in an empty home, and the others have templates', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([
      'capabilities://server',
      'capabilities://clients',
      'server://registry',
    ]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'server://{server_id}',
      'config://{client_id}/{profile_id}/draft',
      'config://{client_id}/{profile_id}/latest',
      'config://{client_id}/{profile_id}/deployed',
    ]);
  });

  it('of each profile that has a draft or a release are listed', async () => {
    await workshop.call('add_server_to_config', {
      server_id: 'memory',
      client_id: 'cursor',
      profile_id: 'dev',
    });
    const { resources } = await client.listResources();
    expect(resources.slice(3).map(({ uri }) => uri)).toEqual([
      'config://cursor/dev/draft',
      'config://cursor/dev/latest',
      'config://cursor/dev/deployed',
    ]);
  });

  it('tell what the server and the clients can do', async () => {
    expect(await read('capabilities://server')).toMatchObject({
      name: 'workshop',
      version: '1.2.3',
      tools: expect.arrayContaining(['deploy_config']),
      resources: expect.arrayContaining(['server://{server_id}']),
      permissions: expect.arrayContaining(['config:deploy']),
    });
    const { clients, count } = await read('capabilities://clients');
    expect(count).toBe((clients as unknown[]).length);
    expect(clients).toContainEqual(expect.objectContaining({ client_id: 'codex', format: 'toml' }));
    for (const { supports, limitations } of clients as Record<string, never>[]) {
      expect(supports).toMatchObject({
        stdio: true,
        http: expect.any(String),
        references: expect.any(Boolean),
      });
      expect(limitations).toBeInstanceOf(Array);
    }
  });

  it('of the catalogue hold all of it, and one server by its id, with a slash too', async () => {
    const { servers, count } = (await read('server://registry')) as { servers: unknown[]; count: number };
    expect(servers).toHaveLength(count);
    expect(await read('server://filesystem')).toMatchObject({ server_id: 'filesystem' });
    await workshop.call('register_server', {
      server_id: 'io.github.me/own',
      display_name: 'Own',
      description: 'My own.',
      transport: { type: 'stdio', command: 'own', args: [] },
    });
    expect(await read('server://io.github.me%2Fown')).toMatchObject({ server_id: 'io.github.me/own' });
  });

  it('of a profile follow it from draft to release to deployment to drift', async () => {
    await workshop.call('initialize_keys');
    expect(await read(`${HERE}/draft`)).toMatchObject({ server_count: 0, revision: 0 });
    await publish('one');
    expect(await read(`${HERE}/draft`)).toMatchObject({ servers: ['one'] });
    expect(await read(`${HERE}/latest`)).toMatchObject({ version: 1, servers: ['one'], server_count: 1 });

    const deployed = await workshop.call('deploy_config');
    expect(await read(`${HERE}/deployed`)).toMatchObject({
      artifact_id: deployed.artifact_id,
      version: 1,
      config_path: workshop.target,
      deployed_at: deployed.deployed_at,
      changelog: 'Add one.',
      drift_detected: false,
      latest_version: 1,
    });

    await publish('two');
    expect(await read(`${HERE}/deployed`)).toMatchObject({
      version: 1,
      drift_detected: false,
      latest_version: 2,
    });
    await writeFile(workshop.target, (await readFile(workshop.target, 'utf8')).replace('node', 'evil'));
    expect(await read(`${HERE}/deployed`)).toMatchObject({ drift_detected: true });
    await writeFile(workshop.target, '{');
    await expect(read(`${HERE}/deployed`)).rejects.toMatchObject({ data: { code: 'config_unreadable' } });
  });

  it.each([
    ['of no kind that is known', 'nothing://here', -32002, 'resource_not_found'],
    ['with a broken escape', 'server://%E0%A4%A', -32002, 'resource_not_found'],
    ['of a server that is not there', 'server://nothing', -32002, 'server_not_found'],
    ['of a client that is not there', 'config://nobody/default/draft', -32002, 'client_not_found'],
    ['of what was not published', `${HERE}/latest`, -32002, 'config_not_found'],
    ['of what is not deployed', `${HERE}/deployed`, -32002, 'deployment_not_found'],
    ['with a path for an id', 'config://cursor/..%2F..%2Fetc/draft', -32602, 'invalid_input'],
    ['with more behind it', `${HERE}/draft/more`, -32002, 'resource_not_found'],
  ])('%s are an error of the protocol with our report', async (_what, uri, code, ours) => {
    await expect(client.readResource({ uri })).rejects.toMatchObject({ code, data: { code: ours } });
  });
});
