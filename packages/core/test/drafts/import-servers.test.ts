// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ImportRequest, importServers } from '../../src/drafts/import-servers.js';
import type { Services } from '../../src/services.js';
import { LOCAL, tokenPrincipal, useBench } from '../support/bench.js';

const bench = useBench();
const KEY = { client_id: 'cursor', profile_id: 'default' };
const SECRET = ['ghp', 'a'.repeat(36)].join('_');
const services = (): Services => bench().core.services({ operation: 'import_config', principal: LOCAL });
const call = { principal: LOCAL, signal: new AbortController().signal, requestId: 'r' };
const take = (servers: ImportRequest['found']['servers'], more: Partial<ImportRequest> = {}) =>
  importServers(services(), { ...KEY, found: { servers, skipped: [] }, ...more }, call);
const secretFiles = () => readdir(join(bench().core.home, 'secrets')).catch(() => []);

describe('importing servers', () => {
  it('adds them to what the draft holds', async () => {
    await take({ a: { command: 'a' } });
    const { draft, imported } = await take({ b: { command: 'b' } });
    expect(imported).toEqual(['b']);
    expect(Object.keys(draft.payload.mcpServers)).toEqual(['a', 'b']);
  });

  it('says what was skipped before it, and then what it skips itself', async () => {
    await take({ a: { command: 'a' } });
    const before = { name: 'odd', reason: 'It is odd.' };
    const { skipped } = await importServers(
      services(),
      { ...KEY, found: { servers: { a: { command: 'other' } }, skipped: [before] } },
      call,
    );
    expect(skipped.map(({ name }) => name)).toEqual(['odd', 'a']);
  });

  it('takes the same entry again without a word, in whatever order its keys are', async () => {
    await take({ a: { command: 'a', args: [] } });
    const { imported, skipped, draft } = await take({ a: { args: [], command: 'a' } });
    expect([imported, skipped, draft.payload.mcpServers]).toEqual([
      ['a'],
      [],
      { a: { command: 'a', args: [] } },
    ]);
  });

  it('leaves literal secrets where they are unless asked', async () => {
    const { draft, secrets_file } = await take({ a: { command: 'x', env: { TOKEN: SECRET } } });
    expect(draft.payload.mcpServers.a).toMatchObject({ env: { TOKEN: SECRET } });
    expect(secrets_file).toBeUndefined();
  });

  it('puts references in place of the secrets that an import before it took in', async () => {
    const servers = { a: { command: 'x', env: { TOKEN: SECRET } }, b: { command: 'b' } };
    await take(servers);
    const { draft, imported, skipped, secrets_file = '' } = await take(servers, { extract_secrets: true });
    expect([imported, skipped]).toEqual([['a', 'b'], []]);
    expect(draft.payload.mcpServers).toEqual({
      ...servers,
      a: { command: 'x', env: { TOKEN: '${env:TOKEN}' } },
    });
    expect(await readFile(secrets_file, 'utf8')).toBe(`TOKEN="${SECRET}"\n`);
  });

  it('leaves a server with a secret that was changed in the draft since, secret and all', async () => {
    const a = { command: 'x', env: { TOKEN: SECRET } };
    const changed = { ...a, args: ['mine'] };
    await take({ a: changed });
    const { draft, skipped, secrets_file } = await take({ a }, { extract_secrets: true });
    expect([draft.payload.mcpServers.a, skipped.map(({ name }) => name)]).toEqual([changed, ['a']]);
    expect(secrets_file).toBeUndefined();
    expect(await secretFiles()).toEqual([]);
  });

  it('keeps values whole in the file, whatever they hold', async () => {
    const odd = `${SECRET}"\\$x\n'`;
    const { secrets_file = '' } = await take(
      { a: { command: 'x', env: { API_TOKEN: odd } } },
      { extract_secrets: true },
    );
    const text = await readFile(secrets_file, 'utf8');
    expect(JSON.parse(text.slice(text.indexOf('=') + 1))).toContain(SECRET);
  });

  it('comes to the same draft when secrets are extracted twice', async () => {
    const servers = { a: { command: 'x', env: { TOKEN: SECRET } } };
    const first = await take(servers, { extract_secrets: true });
    const second = await take(servers, { extract_secrets: true });
    expect(second.draft.payload).toEqual(first.draft.payload);
    expect(second.draft.payload.mcpServers.a).toMatchObject({ env: { TOKEN: '${env:TOKEN}' } });
    expect(second.secrets_file).not.toBe(first.secrets_file);
  });

  it('leaves no values behind where the draft cannot be changed', async () => {
    const failing: Services = {
      ...services(),
      change: async () => {
        throw new Error('the database is gone');
      },
    };
    const found = { servers: { a: { command: 'x', env: { TOKEN: SECRET } } }, skipped: [] };
    await expect(importServers(failing, { ...KEY, found, extract_secrets: true }, call)).rejects.toThrow(
      'the database is gone',
    );
    expect(await secretFiles()).toEqual([]);
  });

  it('extracts for nobody but the person at the machine', async () => {
    const principal = tokenPrincipal(['config:draft']);
    const found = { servers: {}, skipped: [] };
    await expect(
      importServers(services(), { ...KEY, found, extract_secrets: true }, { ...call, principal }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(importServers(services(), { ...KEY, found }, { ...call, principal })).resolves.toMatchObject(
      { imported: [] },
    );
  });
});
