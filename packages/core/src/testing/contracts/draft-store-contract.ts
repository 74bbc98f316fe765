import assert from 'node:assert/strict';
import { sampleDraft } from '../samples.js';
import { type ContractContext, rejectsWith, stateRules, write } from './contract.js';

const KEY = { client_id: 'cursor', profile_id: 'default' };

/** What every draft store does. */
export function draftStoreContract(context: ContractContext): void {
  stateRules(context, {
    drafts: {
      'are given back as they were saved': async (database) => {
        const draft = sampleDraft({
          base_version: 7,
          payload: {
            mcpServers: {
              'naïve 🧭': { command: 'a', env: { EMPTY: '', LINE: 'a\nb\u0000c' }, enabled: false },
            },
          },
        });
        await write(database, ({ drafts }) => drafts.save(draft));
        assert.deepEqual(await database.stores.drafts.find(KEY), { ...draft });
      },
      'are not found before they are saved': async ({ stores }) => {
        assert.equal(await stores.drafts.find(KEY), undefined);
      },
      'are replaced revision by revision': async (database) => {
        for (const revision of [1, 2, 3]) {
          await write(database, ({ drafts }) =>
            drafts.save(sampleDraft({ revision, base_version: revision })),
          );
        }
        assert.equal((await database.stores.drafts.find(KEY))?.revision, 3);
        assert.equal((await database.stores.drafts.find(KEY))?.base_version, 3);
      },
      'refuse a revision that another change took': async (database) => {
        await write(database, ({ drafts }) => drafts.save(sampleDraft()));
        for (const revision of [1, 3, 0]) {
          const late = sampleDraft({ revision, payload: { mcpServers: {} } });
          await rejectsWith(
            'revision_conflict',
            write(database, ({ drafts }) => drafts.save(late)),
          );
        }
        assert.deepEqual((await database.stores.drafts.find(KEY))?.payload, sampleDraft().payload);
      },
      'refuse a second revision where there is no first': async (database) => {
        await rejectsWith(
          'revision_conflict',
          write(database, ({ drafts }) => drafts.save(sampleDraft({ revision: 2 }))),
        );
      },
      'let one of many writers of the same revision through': async (database) => {
        const attempts = Array.from({ length: 8 }, () =>
          write(database, ({ drafts }) => drafts.save(sampleDraft())),
        );
        const results = await Promise.allSettled(attempts);
        assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      },
      'of one profile are no others': async (database) => {
        await write(database, ({ drafts }) => drafts.save(sampleDraft()));
        assert.equal(await database.stores.drafts.find({ ...KEY, profile_id: 'dev' }), undefined);
        assert.equal(await database.stores.drafts.find({ ...KEY, client_id: 'zed' }), undefined);
      },
      'are listed by client and profile, byte by byte': async (database) => {
        const keys = [
          ['zed', 'a'],
          ['cursor', 'b'],
          ['cursor', 'a-b'],
          ['cursor', 'a.b'],
          ['cursor', 'a_b'],
          ['cursor', 'a0'],
        ];
        for (const [client_id = '', profile_id = ''] of keys) {
          await write(database, ({ drafts }) => drafts.save(sampleDraft({ client_id, profile_id })));
        }
        const ofCursor = await database.stores.drafts.profiles('cursor');
        assert.deepEqual(
          ofCursor.map(({ profile_id }) => profile_id),
          ['a-b', 'a.b', 'a0', 'a_b', 'b'],
        );
        assert.deepEqual(
          (await database.stores.drafts.profiles()).map(({ client_id }) => client_id),
          [...Array.from({ length: 5 }, () => 'cursor'), 'zed'],
        );
      },
      'refuse an identifier that could be a path': async (database) => {
        for (const profile_id of ['../x', 'a/b', '', 'A', 'con', 'a..b']) {
          await rejectsWith(
            'invalid_input',
            write(database, ({ drafts }) => drafts.save(sampleDraft({ profile_id }))),
          );
        }
      },
    },
  });
}
