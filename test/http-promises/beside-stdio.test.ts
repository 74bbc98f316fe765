import { readdir, readFile, readlink } from 'node:fs/promises';
import type { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBinary } from '../support/binary.js';
import { startServing } from '../support/serving.js';
import { openStdioSession, type StdioSession } from '../support/stdio-session.js';
import { makeUserHome, type UserHome } from '../support/user-home.js';

let user: UserHome;
let session: StdioSession;
beforeEach(async () => {
  user = await makeUserHome();
  session = await openStdioSession(user);
});
afterEach(async () => {
  await session.close();
  await user.remove();
});

const CURSOR = { client_id: 'cursor' };
const ENTRY = { ...CURSOR, server_name: 'own', server: { command: 'node', args: ['own.js'] } };
const PAYLOAD = { mcpServers: {} };

/** Every tool, in an order in which each has something to do. */
const JOB: readonly (readonly [name: string, input: Record<string, unknown>])[] = [
  ['initialize_keys', {}],
  ['list_clients', {}],
  ['list_available_servers', {}],
  ['describe_server', { server_id: 'memory' }],
  ['add_server_to_config', { ...CURSOR, server_id: 'memory' }],
  ['add_server_to_config', ENTRY],
  ['remove_server_from_config', { ...CURSOR, server_name: 'own' }],
  ['view_draft_config', CURSOR],
  ['validate_config', CURSOR],
  ['publish_config', CURSOR],
  ['list_profiles', CURSOR],
  ['get_config', CURSOR],
  ['diff_config', { ...CURSOR, local_payload: PAYLOAD }],
  ['deploy_config', CURSOR],
  ['check_drift', CURSOR],
  ['import_config', CURSOR],
  ['add_server_to_config', ENTRY],
  ['publish_config', CURSOR],
  ['rollback_config', { ...CURSOR, to: 1 }],
  ['clear_draft_config', CURSOR],
];

describe('a stdio session', () => {
  it('[B01] has every tool at work where no HTTP server runs', async () => {
    const { tools } = await session.client.listTools();
    expect([...new Set(JOB.map(([name]) => name))].sort()).toEqual(tools.map(({ name }) => name).sort());
    for (const [name, input] of JOB) {
      const { failed, data } = await session.call(name, input);
      expect([name, failed, data.code]).toEqual([name, false, undefined]);
    }
  });

  // Only Linux tells which process listens on what.
  it.runIf(process.platform === 'linux')('[B02] opens no port', async () => {
    await session.call('list_clients');
    const { pid } = session.client.transport as StdioClientTransport;
    const serving = await startServing(user);
    try {
      expect(await portsOf(serving.pid)).toEqual([Number(new URL(serving.url).port)]);
      expect(await portsOf(pid ?? undefined)).toEqual([]);
    } finally {
      await serving.stop();
    }
  });

  it('[B03] gives the same data as HTTP at the same time', async () => {
    for (const [name, input] of JOB.slice(0, 14)) await session.call(name, input);
    const serving = await startServing(user);
    try {
      const made = await runBinary(['token', 'create', '--json'], { env: user.env, cwd: user.folder });
      const headers = { authorization: `Bearer ${JSON.parse(made.stdout).token}` };
      const get = async (path: string): Promise<unknown> =>
        (await fetch(serving.url + path, { headers })).json();
      for (const [name, input, path] of [
        ['list_clients', {}, '/v1/clients'],
        ['list_profiles', CURSOR, '/v1/clients/cursor/profiles'],
        ['list_available_servers', {}, '/v1/servers'],
        ['describe_server', { server_id: 'memory' }, '/v1/servers/memory'],
        ['view_draft_config', CURSOR, '/v1/config/cursor/default/draft'],
        ['get_config', CURSOR, '/v1/config/cursor/default'],
        ['check_drift', CURSOR, '/v1/config/cursor/default/drift'],
      ] as const) {
        expect([name, (await session.call(name, input)).data]).toEqual([name, await get(path)]);
      }
    } finally {
      await serving.stop();
    }
  });
});

/** The TCP ports on which a process listens. */
async function portsOf(pid: number | undefined): Promise<number[]> {
  const inodes = await socketInodes(pid);
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')));
  const rows = tables.flatMap((table) => table.split('\n').slice(1)).map((row) => row.trim().split(/\s+/));
  const LISTENS = '0A';
  return rows
    .filter(([, , , state, , , , , , inode]) => state === LISTENS && inode !== undefined && inodes.has(inode))
    .map(([, address]) => Number.parseInt(address?.split(':')[1] ?? '', 16));
}

async function socketInodes(pid: number | undefined): Promise<Set<string>> {
  const links = await Promise.all(
    (await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')),
  );
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}
