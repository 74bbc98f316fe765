import { existsSync } from 'node:fs';
import { PERMISSIONS, type Permission, ROLES } from '@mcp-orchestration/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callTool, connect } from './support/connect.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});
afterEach(() => workshop.discard());

async function toolsOf(permissions: readonly Permission[]): Promise<string[]> {
  const client = await connect(workshop.parts(permissions));
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name);
}

describe('a session with limited permissions', () => {
  it('sees only the tools that it may call', async () => {
    expect(await toolsOf(ROLES.viewer)).toEqual([
      'list_clients',
      'list_profiles',
      'list_available_servers',
      'describe_server',
      'view_draft_config',
      'validate_config',
      'get_config',
      'diff_config',
      'check_drift',
    ]);
    expect(await toolsOf(ROLES.editor)).toHaveLength(13);
    expect(await toolsOf(ROLES.deployer)).toHaveLength(17);
    expect(await toolsOf([])).toEqual([]);
  });

  it('is refused every tool that it does not see, and the refusal is in the audit log', async () => {
    const client = await connect(workshop.parts(ROLES.viewer));
    const hidden = (await toolsOf(PERMISSIONS)).filter((name) => !VIEWER_TOOLS.has(name));
    for (const name of hidden) {
      expect((await callTool(client, name)).data, name).toMatchObject({ code: 'forbidden' });
    }
    const { entries } = await workshop.call('list_audit_entries');
    expect(entries).toMatchObject(
      hidden.toReversed().map((operation) => ({ operation, outcome: 'denied', principal: 'local:tester' })),
    );
    await client.close();
  });

  it('without config:deploy changes no byte of a client file, by no tool', async () => {
    await workshop.call('initialize_keys');
    await workshop.call('add_server_to_config', { server_id: 'memory' });
    await workshop.call('publish_config');
    const without = PERMISSIONS.filter((permission) => permission !== 'config:deploy');
    const client = await connect(workshop.parts(without));
    for (const [name, args] of [
      ['deploy_config', {}],
      ['deploy_config', { force: true }],
      ['rollback_config', { to: 1, deploy: true }],
    ] as const) {
      expect((await callTool(client, name, args)).data).toMatchObject({ code: 'forbidden' });
    }
    expect((await callTool(client, 'rollback_config', { to: 1 })).isError).toBe(false);
    expect(existsSync(workshop.target)).toBe(false);
    await client.close();
  });

  it('is offered no resource that it cannot read', async () => {
    const client = await connect(workshop.parts(['config:draft']));
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(['capabilities://server', 'capabilities://clients']);
    for (const { uri } of resources) {
      expect((await client.readResource({ uri })).contents).toHaveLength(1);
    }
    await expect(client.readResource({ uri: 'server://registry' })).rejects.toMatchObject({
      data: { code: 'forbidden' },
    });
    await client.close();
  });

  it('that is limited to some clients reaches no other', async () => {
    const client = await connect(
      workshop.partsOf({
        kind: 'token',
        id: 'tok_1',
        permissions: PERMISSIONS,
        clients: ['cursor'],
        profiles: ['dev'],
      }),
    );
    expect((await callTool(client, 'list_clients')).data).toMatchObject({
      count: 1,
      clients: [{ client_id: 'cursor' }],
    });
    const add = (where: Record<string, string>) =>
      callTool(client, 'add_server_to_config', { server_id: 'memory', ...where });
    expect((await add({ client_id: 'vscode', profile_id: 'dev' })).data).toMatchObject({ code: 'forbidden' });
    expect((await add({ client_id: 'cursor' })).data).toMatchObject({ code: 'forbidden' });
    expect((await add({ client_id: 'cursor', profile_id: 'dev' })).isError).toBe(false);
    await client.close();
  });
});

const VIEWER_TOOLS = new Set([
  'list_clients',
  'list_profiles',
  'list_available_servers',
  'describe_server',
  'view_draft_config',
  'validate_config',
  'get_config',
  'diff_config',
  'check_drift',
]);
