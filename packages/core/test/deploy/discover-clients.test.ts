import { execFileSync } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DiscoveredClient, discoverClients } from '../../src/deploy/discover-clients.js';
import { localPrincipal } from '../../src/principal.js';
import { CLIENTS } from '../../src/registry/clients/bundled-clients.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const LOCAL = localPrincipal('tester');

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => discard(bench));

async function find(clientId: string): Promise<DiscoveredClient | undefined> {
  return (await discoverClients(bench.services, LOCAL)).find(({ client_id }) => client_id === clientId);
}

async function put(path: string, text: string): Promise<void> {
  const full = join(bench.folder, 'user', path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, text);
}

test('every client is told of, on a machine without any of them', async () => {
  const found = await discoverClients(bench.services, LOCAL);
  expect(found.map(({ client_id }) => client_id)).toEqual(CLIENTS.map(({ client_id }) => client_id));
  expect(found.every(({ installed, exists, status }) => !installed && !exists && status === 'absent')).toBe(
    true,
  );
});

test('a file is counted, and of its servers those that we deployed', async () => {
  await bench.write('{"mcpServers":{"a":{"command":"a"},"b":{"command":"b"}}}');
  expect(await find('cursor')).toEqual({
    client_id: 'cursor',
    display_name: 'Cursor',
    installed: true,
    config_path: bench.target,
    exists: true,
    server_count: 2,
    managed_count: 0,
    status: 'not_deployed',
  });
  await bench.publish({ files: { command: 'f' } });
  await bench.deploy();
  expect(await find('cursor')).toMatchObject({ server_count: 3, managed_count: 1, status: 'in_sync' });
  await bench.publish({ files: { command: 'g' } });
  expect(await find('cursor')).toMatchObject({ status: 'pending' });
});

test("a client's own folder says that it is installed; one that many share does not", async () => {
  await mkdir(join(bench.folder, 'user', '.cursor'), { recursive: true });
  await mkdir(join(bench.folder, 'user', '.config'), { recursive: true });
  expect(await find('cursor')).toMatchObject({ installed: true, exists: false, status: 'absent' });
  expect(await find('claude-code')).toMatchObject({ installed: false, exists: false });
});

test('files that cannot be read are said to be so, and stop nothing', async () => {
  await put('.cursor/mcp.json', '{"mcpServers": ');
  await put('.codex/config.toml', '[mcp_servers.a]\ncommand = "a"\n');
  await put('.config/Code/User/x', '');
  execFileSync('mkfifo', [join(bench.folder, 'user/.config/Code/User/mcp.json')]);
  await put('.codeium/windsurf/x', '');
  await symlink('mcp_config.json', join(bench.folder, 'user/.codeium/windsurf/mcp_config.json'));
  expect(await find('cursor')).toMatchObject({ status: 'unreadable', exists: true });
  expect(await find('vscode')).toMatchObject({ status: 'unreadable' });
  expect(await find('windsurf')).toMatchObject({ status: 'unreadable' });
  expect(await find('codex')).toMatchObject({ server_count: 1, status: 'not_deployed' });
});

test('looking writes nothing', async () => {
  await bench.write('{}');
  const before = await readdir(bench.folder, { recursive: true });
  await discoverClients(bench.services, LOCAL);
  expect(await readdir(bench.folder, { recursive: true })).toEqual(before);
});
