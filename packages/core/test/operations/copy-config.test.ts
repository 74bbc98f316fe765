import { describe, expect, it } from 'vitest';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'copy_config', { client_id: 'cursor', to_client_id: 'zed' });

const CURSOR = { client_id: 'cursor' } as const;
const add = (server_name: string, server: object, client_id = 'cursor') =>
  bench().raw('add_server_to_config', { client_id, server_name, server });
const copy = (input: object = {}) =>
  bench().call('copy_config', { ...CURSOR, to_client_id: 'codex', ...input });

describe('copying a profile to another client', () => {
  it('takes the draft, and lists what does not translate', async () => {
    await add('plain', { command: 'node', extra: { cursor: { envFile: '.env' } } });
    await add('stream', { type: 'sse', url: 'https://example.com/sse' });
    expect(await copy()).toMatchObject({
      status: 'copied',
      client_id: 'codex',
      profile_id: 'default',
      copied: ['plain'],
      draft: { mcpServers: { plain: { command: 'node' } } },
      untranslated: [
        { name: 'plain', field: 'extra.cursor.envFile' },
        { name: 'stream', field: 'type', reason: expect.stringContaining('SSE') },
      ],
      skipped: [],
    });
  });

  it('takes the latest release where there is no draft', async () => {
    await bench().publish({ released: { command: 'node' } }, CURSOR);
    await bench().call('clear_draft_config', CURSOR);
    expect(await copy()).toMatchObject({ copied: ['released'] });
  });

  it('has nothing to copy of a profile that holds nothing', async () => {
    await expect(copy()).rejects.toMatchObject({ code: 'config_not_found' });
    await bench().call('clear_draft_config', CURSOR);
    await expect(copy()).rejects.toMatchObject({ code: 'config_not_found' });
  });

  it('stands beside what the other draft holds, and goes over it only when told', async () => {
    await add('same', { command: 'node', args: ['theirs.js'] }, 'codex');
    await add('other', { command: 'node' }, 'codex');
    await add('same', { command: 'node', args: ['ours.js'] });
    expect(await copy()).toMatchObject({
      copied: [],
      skipped: [{ name: 'same' }],
      draft: { mcpServers: { same: { args: ['theirs.js'] }, other: {} } },
    });
    expect(await copy({ replace: true })).toMatchObject({
      copied: ['same'],
      draft: { mcpServers: { same: { args: ['ours.js'] }, other: {} } },
    });
  });

  it('goes into the profile that is named', async () => {
    await add('one', { command: 'node' });
    expect(await copy({ to_profile_id: 'work' })).toMatchObject({ profile_id: 'work', copied: ['one'] });
    expect(await copy({ to_client_id: 'cursor', to_profile_id: 'work' })).toMatchObject({
      client_id: 'cursor',
      profile_id: 'work',
    });
    await expect(copy({ to_client_id: 'cursor' })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'to_client_id' }],
    });
  });

  it('refuses a revision that is no longer the draft’s', async () => {
    await add('one', { command: 'node' });
    await add('two', { command: 'node' }, 'codex');
    await expect(copy({ revision: 0 })).rejects.toMatchObject({ code: 'revision_conflict' });
  });

  it('is only for those who may reach both', async () => {
    await add('one', { command: 'node' });
    const limited = tokenPrincipal(['config:draft'], { clients: ['cursor'] });
    await expect(
      bench().call('copy_config', { ...CURSOR, to_client_id: 'codex' }, limited),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(copy({ to_client_id: 'no-such-client' })).rejects.toMatchObject({
      code: 'client_not_found',
    });
  });

  it('deploys after a publish, spelled as the other client does', async () => {
    await add('one', { command: 'node', env: { API_TOKEN: `\${env:API_TOKEN}` } });
    await copy();
    await bench().call('publish_config', { client_id: 'codex' });
    await bench().call('deploy_config', { client_id: 'codex' });
    expect(await bench().read('.codex/config.toml')).toContain('env_vars = ["API_TOKEN"]');
  });
});
