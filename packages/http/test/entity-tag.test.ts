import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matches, revisionOf } from '../src/entity-tag.js';
import { openApi, type TestApi } from './support/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
  await api.call('initialize_keys');
});
afterAll(() => api.close());

const profile = '/v1/config/cursor/tags';

describe('a draft', () => {
  it('is changed only while it is what If-Match says', async () => {
    const tagOf = async () => (await api.request(`${profile}/draft`)).headers.get('etag') ?? '';
    expect(await tagOf()).toBe('"r0"');
    const added = await api.post(`${profile}/draft/add`, { server_id: 'memory' }, { 'if-match': '"r0"' });
    expect([added.status, added.headers.get('etag')]).toEqual([200, '"r1"']);
    const late = await api.post(`${profile}/draft/add`, { server_id: 'everything' }, { 'if-match': '"r0"' });
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'revision_conflict' }]);
    expect(await tagOf()).toBe('"r1"');
    const cleared = await api.request(`${profile}/draft`, {
      method: 'DELETE',
      headers: { 'if-match': '"r1"' },
    });
    expect([cleared.status, cleared.headers.get('etag')]).toEqual([200, '"r2"']);
  });

  it('is not sent again to who has it', async () => {
    const path = `${profile}/draft`;
    const tag = (await api.request(path)).headers.get('etag') ?? '';
    const again = await api.request(path, { headers: { 'if-none-match': `"other", W/${tag}` } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await api.request(path, { headers: { 'if-none-match': '"r99"' } })).status).toBe(200);
  });

  it.each(['*', 'W/"r1"', '"r1", "r2"', 'r1', '"v1-abc"', '"r-1"', '"r01"'])(
    'refuses If-Match: %s',
    async (tag) => {
      const answer = await api.post(`${profile}/draft/add`, { server_id: 'memory' }, { 'if-match': tag });
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { detail: expect.stringContaining('If-Match') },
      ]);
    },
  );

  it('refuses a revision in the body that is not the one of If-Match', async () => {
    const answer = await api.post(
      `${profile}/draft/add`,
      { server_id: 'memory', revision: 7 },
      { 'if-match': '"r2"' },
    );
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ field: 'revision' }] }]);
  });
});

describe('a release', () => {
  it('has a tag of its version and hash, and is not sent again to who has it', async () => {
    await api.post('/v1/config/zed/default/draft/add', { server_id: 'memory' });
    const { artifact_id } = (await (await api.post('/v1/config/zed/default/publish')).json()) as {
      artifact_id: string;
    };
    const first = await api.request('/v1/config/zed/default');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toBe(`"v1-${artifact_id}"`);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await api.request('/v1/config/zed/default', { headers: { 'if-none-match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await api.post('/v1/config/zed/default/draft/add', { server_id: 'everything' });
    await api.post('/v1/config/zed/default/publish');
    const newer = await api.request('/v1/config/zed/default', { headers: { 'if-none-match': tag } });
    expect(newer.status).toBe(200);
  });

  it('is not given to who may not see it, whatever tag they name', async () => {
    const token = await api.makeToken({ permissions: ['config:draft'] });
    const response = await fetch(`${api.url}/v1/config/zed/default`, {
      headers: { authorization: `Bearer ${token}`, 'if-none-match': '*' },
    });
    expect(response.status).toBe(403);
  });
});

describe('reading the headers', () => {
  it('gives back each revision that a tag was made of', () => {
    fc.assert(fc.property(fc.nat(), (revision) => revisionOf(`"r${revision}"`) === revision));
  });

  it('finds a tag in any list that has it, and in none that has it not', () => {
    const tags = fc.array(fc.stringMatching(/^"[!#-+\--~]{0,8}"$/), { maxLength: 5 });
    fc.assert(
      fc.property(tags, fc.constantFrom('', 'W/'), (others, weak) => {
        expect(matches([...others, `${weak}"r1"`].join(', '), '"r1"')).toBe(true);
        expect(matches(others.join(', '), '"r1"')).toBe(others.includes('"r1"'));
      }),
    );
    expect(matches(undefined, '"r1"')).toBe(false);
    expect(matches('*', '"r1"')).toBe(true);
  });
});
