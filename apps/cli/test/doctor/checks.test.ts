import { OrchestrationError } from '@mcp-orchestration/core';
import { describe, expect, it } from 'vitest';
import type { Local } from '../../src/compose.js';
import { checkClients } from '../../src/doctor/check-clients.js';
import { checkReleases } from '../../src/doctor/check-releases.js';

const found = (status: string, more: object = {}) => ({
  client_id: 'cursor',
  display_name: 'Cursor',
  installed: true,
  config_path: '/home/ada/.cursor/mcp.json',
  exists: true,
  server_count: 3,
  managed_count: 2,
  status,
  ...more,
});

/** Operations that answer what is told. */
function answering(told: Readonly<Record<string, unknown>>): Local['call'] {
  return (async (name: string) => {
    const answer = told[name];
    if (answer instanceof Error) throw answer;
    return answer;
  }) as Local['call'];
}

describe('the files of clients', () => {
  const check = (clients: object[], more: object = {}) =>
    checkClients({ call: answering({ discover_clients: { clients, count: clients.length }, ...more }) });

  it.each([[[]], [[found('absent', { exists: false })]]])('are none: %j', async (clients) => {
    expect(await check(clients)).toEqual([
      { name: 'clients', status: 'ok', message: 'No file of a client was found on this machine.' },
    ]);
  });

  it('are counted where they can be read', async () => {
    const zed = found('not_deployed', { client_id: 'zed', server_count: 1, managed_count: 0 });
    expect(await check([found('drifted'), zed])).toEqual([
      {
        name: 'client cursor',
        status: 'ok',
        message: '/home/ada/.cursor/mcp.json: 3 servers, 2 of them ours',
      },
      { name: 'client zed', status: 'ok', message: '/home/ada/.cursor/mcp.json: 1 server, 0 of them ours' },
    ]);
  });

  it('are warned of where the support of the client is experimental', async () => {
    const [finding] = await check([found('in_sync', { client_id: 'augment' })]);
    expect(finding).toMatchObject({
      name: 'client augment',
      status: 'warning',
      message: expect.stringMatching(/3 servers, 2 of them ours\. Support is experimental/),
    });
  });

  it.each<[string, unknown, string]>([
    ['a cause', { cause: 'It does not parse at line 2.' }, 'It does not parse at line 2.'],
    ['none', {}, 'the file is not in its format.'],
    [
      'an error',
      new OrchestrationError('config_unreadable', { message: 'It is a folder.' }),
      'It is a folder.',
    ],
  ])('are faults where they cannot, with %s', async (_, drift, cause) => {
    expect(await check([found('unreadable')], { check_drift: drift })).toEqual([
      {
        name: 'client cursor',
        status: 'error',
        message: `/home/ada/.cursor/mcp.json cannot be read: ${cause}`,
        fix: 'Repair the file; nothing is written to it until then.',
      },
    ]);
  });
});

describe('the releases', () => {
  const check = (profiles: object[], verified: object = {}) =>
    checkReleases({
      core: { database: { stores: { releases: { profiles: async () => profiles } } } },
      call: answering({ verify_config: verified }),
    } as unknown as Local);
  const profile = { client_id: 'cursor', profile_id: 'work' };

  it('are none', async () => {
    expect(await check([])).toEqual([
      { name: 'releases', status: 'ok', message: 'Nothing has been published yet.' },
    ]);
  });

  it.each([
    [1, '1 release'],
    [2, '2 releases'],
  ])('verify, %i of them', async (version, words) => {
    expect(await check([profile], { valid: true, version, checks: [] })).toEqual([
      {
        name: 'releases cursor/work',
        status: 'ok',
        message: `${words}: signature, hash and chain are right`,
      },
    ]);
  });

  it('do not verify, and the checks that failed say why', async () => {
    const checks = [
      { name: 'hash', ok: true },
      { name: 'signature', ok: false, detail: 'It is of another key.' },
      { name: 'chain', ok: false },
    ];
    expect(await check([profile], { valid: false, version: 3, checks })).toEqual([
      {
        name: 'releases cursor/work',
        status: 'error',
        message: 'Release 3 does not verify. signature: It is of another key. chain: failed',
        fix: 'Publish again from a good draft, or restore the database from a backup.',
      },
    ]);
  });
});
