import { describe, expect, it } from 'vitest';
import { readDraft } from '../../src/drafts/draft.js';
import { showDraft } from '../../src/drafts/show-draft.js';
import { useBench } from '../support/bench.js';

const bench = useBench();
const KEY = { client_id: 'claude-desktop', profile_id: 'default' };
const CANARY = 'ghp_0123456789abcdefghijABCDEFGHIJ456789';

describe('a draft, as it is shown', () => {
  it('names its servers in their order', async () => {
    for (const name of ['b', 'a'])
      await bench().call('add_server_to_config', { server: { command: 'x' }, server_name: name });
    const { stores } = bench().core.database;
    expect(await showDraft(stores, await readDraft(stores, KEY))).toMatchObject({
      servers: ['b', 'a'],
      server_count: 2,
    });
  });

  it('masks a literal secret, which stays in the draft itself', async () => {
    const server = { command: 'x', env: { GITHUB_TOKEN: CANARY, LEVEL: 'debug' } };
    const added = await bench().call('add_server_to_config', { server, server_name: 's' });
    const viewed = await bench().call('view_draft_config', {});
    expect(JSON.stringify([added, viewed])).not.toContain(CANARY);
    expect(JSON.stringify(viewed)).toContain('debug');
    const { stores } = bench().core.database;
    expect(JSON.stringify(await readDraft(stores, KEY))).toContain(CANARY);
  });

  it('masks what a server of the catalogue marks as secret, whatever it looks like', async () => {
    const server = { command: 'x', env: { REDIS_PWD: 'hunter2canary' } };
    const added = await bench().call('add_server_to_config', { server, server_name: 's' });
    expect(JSON.stringify(added)).not.toContain('hunter2canary');
  });
});
