import { describe, expect, it } from 'vitest';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'sync_configs', { clients: ['cursor'] });

const ONE = { one: { command: 'node', args: ['one.js'] } };
const sync = (input: object) => bench().call('sync_configs', input);
const publish = (client_id: string) => bench().publish(ONE, { client_id });

describe('deploying one profile to several clients', () => {
  it('deploys the own release of each', async () => {
    for (const client of ['cursor', 'zed', 'codex']) await publish(client);
    const answer = await sync({ clients: ['cursor', 'zed', 'codex'] });
    expect(answer).toMatchObject({ status: 'synced', profile_id: 'default', failed_count: 0 });
    expect(answer.outcomes.map(({ client_id, status }) => [client_id, status])).toEqual([
      ['cursor', 'deployed'],
      ['zed', 'deployed'],
      ['codex', 'deployed'],
    ]);
    expect(await bench().read('.codex/config.toml')).toContain('[mcp_servers.one]');
    expect((await sync({ clients: ['cursor', 'codex'] })).outcomes).toMatchObject([
      { status: 'unchanged' },
      { status: 'unchanged' },
    ]);
  });

  it('goes on after the failure of one, and says why each failed', async () => {
    await publish('cursor');
    await publish('zed');
    await bench().write('.config/zed/settings.json', '{ broken');
    const answer = await sync({ clients: ['nobody', 'zed', 'codex', 'cursor'] });
    expect(answer).toMatchObject({ status: 'partial', failed_count: 3 });
    expect(answer.outcomes).toMatchObject([
      { status: 'failed', error: { code: 'client_not_found', kind: 'not_found' } },
      { status: 'failed', error: { code: 'config_unparsable', kind: 'conflict' } },
      { status: 'failed', error: { code: 'config_not_found' } },
      { status: 'deployed', deployment: { version: 1 } },
    ]);
    expect(await bench().read('.config/zed/settings.json')).toBe('{ broken');
  });

  it('has all hold what one was released, translated, and lists what they cannot', async () => {
    const servers = { ...ONE, stream: { type: 'sse' as const, url: 'https://example.com/sse' } };
    await bench().publish(servers, { client_id: 'cursor' });
    const answer = await sync({ clients: ['cursor', 'codex'], from: 'cursor' });
    expect(answer.outcomes).toMatchObject([
      { client_id: 'cursor', status: 'deployed', untranslated: [] },
      { client_id: 'codex', status: 'deployed', untranslated: [{ name: 'stream', field: 'type' }] },
    ]);
    expect((await bench().call('get_config', { client_id: 'codex' })).payload).toEqual({ mcpServers: ONE });
  });

  it('publishes nothing where the release holds it already', async () => {
    await publish('cursor');
    const again = () => sync({ clients: ['codex'], from: 'cursor' });
    await again();
    const { revision } = await bench().call('view_draft_config', { client_id: 'codex' });
    expect((await again()).outcomes).toMatchObject([{ status: 'unchanged', deployment: { version: 1 } }]);
    expect(await bench().call('view_draft_config', { client_id: 'codex' })).toMatchObject({ revision });
  });

  it('does not go over work that was not published, unless forced', async () => {
    await publish('cursor');
    await bench().call('add_server_to_config', { client_id: 'codex', server_id: 'memory' });
    const input = { clients: ['codex'], from: 'cursor' };
    expect((await sync(input)).outcomes).toMatchObject([{ error: { code: 'draft_outdated' } }]);
    expect(await bench().call('view_draft_config', { client_id: 'codex' })).toMatchObject({
      servers: ['memory'],
    });
    expect((await sync({ ...input, force: true })).outcomes).toMatchObject([{ status: 'deployed' }]);
    expect(await bench().call('view_draft_config', { client_id: 'codex' })).toMatchObject({
      servers: ['one'],
    });
  });

  it('writes and publishes nothing on a dry run', async () => {
    await publish('cursor');
    const planned = await sync({ clients: ['cursor', 'codex'], from: 'cursor', dry_run: true });
    expect(planned.outcomes).toMatchObject([
      { status: 'planned', deployment: { diff: expect.stringContaining('+') } },
      { status: 'planned', deployment: { version: 1, changes: [{ name: 'one', action: 'add' }] } },
    ]);
    await expect(bench().call('get_config', { client_id: 'codex' })).rejects.toMatchObject({
      code: 'config_not_found',
    });
    await expect(bench().read('.cursor/mcp.json')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('plans a release that is yet to be published as that release is deployed then', async () => {
    await bench().write('.codex/config.toml', '# mine\n[mcp_servers.own]\ncommand = "own"\n');
    const secret = ['ghp', 'a'.repeat(36)].join('_');
    const servers = { ...ONE, two: { command: 'two', env: { API_TOKEN: secret } } };
    await bench().call('import_config', {
      client_id: 'cursor',
      text: JSON.stringify({ mcpServers: servers }),
    });
    await bench().call('publish_config', { client_id: 'cursor', allow_literal_secrets: true });
    const input = { clients: ['codex'], from: 'cursor' };
    expect((await sync({ ...input, dry_run: true })).outcomes).toMatchObject([
      { status: 'failed', error: { code: 'draft_invalid' } },
    ]);
    await publish('cursor');
    const [planned] = (await sync({ ...input, dry_run: true })).outcomes;
    expect(planned?.deployment?.diff).toContain('+[mcp_servers.one]');
    const [done] = (await sync(input)).outcomes;
    const { artifact_id, changes, version } = done?.deployment ?? {};
    expect(planned?.deployment).toMatchObject({ artifact_id, changes, version, status: 'planned' });
    expect(await bench().read('.codex/config.toml')).toContain('# mine\n[mcp_servers.own]');
  });

  it('shows what would conflict, and masks what is secret, before it publishes', async () => {
    const secret = ['ghp', 'b'.repeat(36)].join('_');
    const target = '.config/zed/settings.json';
    const other = { command: 'theirs', env: { API_TOKEN: secret } };
    await bench().write(target, JSON.stringify({ context_servers: { one: other } }));
    await publish('cursor');
    const dry = { clients: ['zed'], from: 'cursor', dry_run: true };
    expect((await sync(dry)).outcomes).toMatchObject([
      { deployment: { changes: [{ name: 'one', action: 'conflict' }], diff: '' } },
    ]);
    const [forced] = (await sync({ ...dry, force: true })).outcomes;
    expect(forced?.deployment?.diff).toContain('one.js');
    expect(JSON.stringify(forced)).not.toContain(secret);
  });

  it('finds the installed clients itself', async () => {
    await bench().write('.cursor/mcp.json', '{}');
    await bench().write('.codex/config.toml', '');
    await publish('cursor');
    const own = await sync({ installed: true });
    expect(own.outcomes.map(({ client_id }) => client_id)).toEqual(['cursor']);
    const all = await sync({ installed: true, from: 'cursor' });
    expect(all.outcomes.map(({ client_id }) => client_id)).toEqual(
      expect.arrayContaining(['cursor', 'codex']),
    );
  });

  it('wants the clients named, or the installed ones; one of the two', async () => {
    for (const input of [{}, { clients: ['cursor'], installed: true }]) {
      await expect(sync(input)).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  it('needs the permissions of what it does, and reaches no other clients', async () => {
    await publish('cursor');
    await publish('zed');
    const deployer = tokenPrincipal(['config:deploy'], { clients: ['cursor'] });
    await expect(
      bench().call('sync_configs', { clients: ['zed'], from: 'cursor' }, deployer),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const answer = await bench().call('sync_configs', { clients: ['zed', 'cursor'] }, deployer);
    expect(answer.outcomes).toMatchObject([{ error: { code: 'forbidden' } }, { status: 'deployed' }]);
  });
});
