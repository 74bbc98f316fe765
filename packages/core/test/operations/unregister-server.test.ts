import { describe, expect, it } from 'vitest';
import { sampleServer } from '../../src/testing/samples.js';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'unregister_server', { server_id: 'files' });

describe('unregistering a server', () => {
  it('takes it out of the catalogue', async () => {
    await bench().call('register_server', sampleServer());
    expect(await bench().call('unregister_server', { server_id: 'files' })).toEqual({
      status: 'unregistered',
      server_id: 'files',
    });
    await expect(bench().call('describe_server', { server_id: 'files' })).rejects.toMatchObject({
      code: 'server_not_found',
    });
  });

  it('leaves drafts as they are', async () => {
    await bench().call('register_server', sampleServer());
    await bench().call('add_server_to_config', { server_id: 'files' });
    await bench().call('unregister_server', { server_id: 'files' });
    expect((await bench().call('view_draft_config')).servers).toEqual(['files']);
  });

  it('finds none to take out a second time, and records nothing', async () => {
    await bench().call('register_server', sampleServer());
    await bench().call('unregister_server', { server_id: 'files' });
    const before = await bench().audit();
    await expect(bench().call('unregister_server', { server_id: 'files' })).rejects.toMatchObject({
      code: 'server_not_found',
    });
    expect(await bench().audit()).toEqual(before);
  });

  it('lets the id be registered again', async () => {
    await bench().call('register_server', sampleServer());
    await bench().call('unregister_server', { server_id: 'files' });
    await bench().call('register_server', sampleServer({ display_name: 'Second' }));
    expect((await bench().call('describe_server', { server_id: 'files' })).display_name).toBe('Second');
  });

  it('takes no bundled server out', async () => {
    await expect(bench().call('unregister_server', { server_id: 'filesystem' })).rejects.toMatchObject({
      code: 'server_exists',
      message: expect.stringContaining('stays'),
    });
  });
});
