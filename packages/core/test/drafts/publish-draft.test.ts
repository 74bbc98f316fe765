import { describe, expect, it } from 'vitest';
import { publishDraft } from '../../src/drafts/publish-draft.js';
import type { Services } from '../../src/services.js';
import { LOCAL, useBench } from '../support/bench.js';

const bench = useBench({ keys: true });
const KEY = { client_id: 'cursor', profile_id: 'default' };
const services = (): Services => bench().core.services({ operation: 'publish_config', principal: LOCAL });
const add = (
  server_name: string,
  server: { command: string; env?: Record<string, string> } = { command: 'x' },
) => bench().call('add_server_to_config', { ...KEY, server_name, server });
const revision = async () => (await bench().call('view_draft_config', KEY)).revision;

describe('publishing a draft', () => {
  it('counts as a change of the draft, which now follows the release', async () => {
    await add('a');
    const { status, release, statement } = await publishDraft(services(), KEY);
    expect([status, release.version, statement.previous]).toEqual(['published', 1, null]);
    expect(await bench().call('view_draft_config', KEY)).toMatchObject({ revision: 2, base_version: 1 });
  });

  it('leaves the draft alone where nothing is new', async () => {
    await add('a');
    await publishDraft(services(), KEY);
    const before = await bench().call('view_draft_config', KEY);
    expect((await publishDraft(services(), KEY)).status).toBe('unchanged');
    expect(await bench().call('view_draft_config', KEY)).toEqual(before);
  });

  it('brings a draft up to date that holds what is published by now', async () => {
    await bench().publish({ a: { command: 'x' } }, KEY);
    await bench().publish({ b: { command: 'x' } }, KEY);
    await bench().call('rollback_config', { ...KEY, to: 1 });
    await bench().call('remove_server_from_config', { ...KEY, server_name: 'b' });
    await add('a');
    expect(await publishDraft(services(), KEY)).toMatchObject({
      status: 'unchanged',
      release: { version: 3 },
    });
    expect(await bench().call('view_draft_config', KEY)).toMatchObject({ base_version: 3 });
  });

  it('names the release before by its hash', async () => {
    await add('a');
    const first = await publishDraft(services(), KEY);
    await add('b');
    const second = await publishDraft(services(), KEY);
    expect(second.statement.previous).toBe(first.release.release_hash);
  });

  it('is all or nothing', async () => {
    await add('a');
    const failing: Services = {
      ...services(),
      change: (work, facts) =>
        services().change(async (stores, handle) => {
          const result = await work(stores, handle);
          throw Object.assign(new Error('the last step fails'), { result });
        }, facts),
    };
    const before = await revision();
    await expect(publishDraft(failing, KEY)).rejects.toThrow('the last step fails');
    expect(await revision()).toBe(before);
    await expect(bench().call('get_config', KEY)).rejects.toMatchObject({ code: 'config_not_found' });
  });

  /** Services whose draft is changed after it was looked at. */
  const overtakenBy = (change: () => Promise<unknown>): Services => ({
    ...services(),
    change: async (work, facts) => {
      await change();
      return services().change(work, facts);
    },
  });

  it('is refused where the draft was changed, while it was looked at, from the revision that the caller named', async () => {
    await add('a');
    const overtaken = overtakenBy(() => add('b'));
    await expect(publishDraft(overtaken, { ...KEY, revision: 1 })).rejects.toMatchObject({
      code: 'revision_conflict',
    });
  });

  it('publishes what the draft holds by then where no revision was named', async () => {
    await add('a');
    const { release, statement } = await publishDraft(
      overtakenBy(() => add('b')),
      KEY,
    );
    expect([release.version, statement.metadata.server_count]).toEqual([1, 2]);
  });

  it('validates again what was changed while it was looked at', async () => {
    await add('a');
    const token = ['ghp', '1234567890abcdefghijABCDEFGHIJ123456'].join('_');
    const overtaken = overtakenBy(() => add('b', { command: 'x', env: { TOKEN: token } }));
    await expect(publishDraft(overtaken, KEY)).rejects.toMatchObject({ code: 'draft_invalid' });
    await expect(bench().call('get_config', KEY)).rejects.toMatchObject({ code: 'config_not_found' });
  });

  it('is refused where another release came while it was looked at', async () => {
    await bench().publish({ a: { command: 'x' } }, KEY);
    await bench().publish({ b: { command: 'x' } }, KEY);
    await add('c');
    const overtaken: Services = {
      ...services(),
      change: async (work, facts) => {
        await bench().call('rollback_config', { ...KEY, to: 1 });
        return services().change(work, facts);
      },
    };
    await expect(publishDraft(overtaken, KEY)).rejects.toMatchObject({ code: 'draft_outdated' });
  });

  it('names the server in the message, and all faults beside it', async () => {
    const token = ['ghp', '1234567890abcdefghijABCDEFGHIJ123456'].join('_');
    await add('one', { command: 'x', env: { TOKEN: token } });
    await add('two', { command: 'x', env: { TOKEN: token } });
    const refused = publishDraft(services(), KEY);
    await expect(refused).rejects.toMatchObject({
      code: 'draft_invalid',
      message: expect.stringContaining('one: '),
      errors: [{ server: 'one' }, { server: 'two' }],
    });
  });
});
