// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/deploy/node-file-system.js';
import { PERMISSIONS } from '../../src/principal.js';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'import_config', { client_id: 'cursor', text: '{"mcpServers":{}}' });

const SECRET = ['ghp', '1234567890abcdefghijABCDEFGHIJ123456'].join('_');
const CURSOR = { client_id: 'cursor' };
const OWN = '.cursor/mcp.json';
const textOf = (servers: object): string => JSON.stringify({ mcpServers: servers });
const secretFiles = async (): Promise<string[]> =>
  readdir(join(bench().core.home, 'secrets')).catch(() => []);

describe("importing a client's file", () => {
  it('takes its servers into the draft', async () => {
    await bench().write(OWN, `// mine\n${textOf({ a: { command: 'node', args: ['a.js'] } })}`);
    expect(await bench().call('import_config', CURSOR)).toEqual({
      status: 'imported',
      imported: ['a'],
      skipped: [],
      client_id: 'cursor',
      profile_id: 'default',
      draft: { mcpServers: { a: { command: 'node', args: ['a.js'] } } },
      servers: ['a'],
      server_count: 1,
      revision: 1,
      base_version: null,
      updated_at: expect.any(String),
    });
  });

  it('leaves the file as it is', async () => {
    const text = `${textOf({ a: { command: 'node' } })}\n\n`;
    await bench().write(OWN, text);
    await bench().call('import_config', CURSOR);
    expect(await bench().read(OWN)).toBe(text);
  });

  it('reads a file that is named, from the working directory', async () => {
    await bench().write('other.json', textOf({ b: { url: 'https://h' } }));
    const { draft } = await bench().call('import_config', { ...CURSOR, file: 'other.json' });
    expect(draft.mcpServers).toEqual({ b: { type: 'http', url: 'https://h' } });
  });

  it('reads the file of a project', async () => {
    await bench().write('work/.cursor/mcp.json', textOf({ p: { command: 'x' } }));
    const project_dir = bench().path('work');
    expect((await bench().call('import_config', { ...CURSOR, project_dir })).imported).toEqual(['p']);
  });

  it("reads text in the client's own format", async () => {
    const text = '[mcp_servers.files]\ncommand = "npx"\nargs = ["-y"]\n';
    const { draft } = await bench().call('import_config', { client_id: 'codex', text });
    expect(draft.mcpServers).toEqual({ files: { command: 'npx', args: ['-y'] } });
  });

  it("translates the client's references", async () => {
    const text = textOf({ a: { command: 'x', env: { KEY: '${env:KEY}' } } });
    const { draft } = await bench().call('import_config', { ...CURSOR, text });
    expect(draft.mcpServers.a).toMatchObject({ env: { KEY: '${env:KEY}' } });
  });

  it('says what it could not take, and why, and takes the rest', async () => {
    const text = `{"mcpServers":{"good":{"command":"x"},"number":7,"both":{},"bad\\nname":{"command":"x"}}}`;
    const { imported, skipped } = await bench().call('import_config', { ...CURSOR, text });
    expect(imported).toEqual(['good']);
    expect(skipped.map(({ name }) => name).toSorted()).toEqual(['bad\nname', 'both', 'number']);
    for (const { reason } of skipped) expect(reason).toMatch(/^[A-Z].+\.$/);
  });

  it('keeps what the draft has, and skips another server of the same name', async () => {
    await bench().call('add_server_to_config', { ...CURSOR, server: { command: 'mine' }, server_name: 'a' });
    const text = textOf({ a: { command: 'theirs' }, b: { command: 'b' } });
    const { imported, skipped, draft } = await bench().call('import_config', { ...CURSOR, text });
    expect(imported).toEqual(['b']);
    expect(skipped).toEqual([{ name: 'a', reason: 'The draft has another server of this name.' }]);
    expect(draft.mcpServers).toEqual({ a: { command: 'mine' }, b: { command: 'b' } });
  });

  it('comes to the same when repeated', async () => {
    const text = textOf({ a: { command: 'x' }, b: { command: 'y' } });
    const first = await bench().call('import_config', { ...CURSOR, text });
    const second = await bench().call('import_config', { ...CURSOR, text });
    expect([second.draft, second.imported, second.skipped]).toEqual([first.draft, ['a', 'b'], []]);
  });

  it('records the names and no more', async () => {
    const text = textOf({ a: { command: 'x', env: { TOKEN: SECRET } } });
    await bench().call('import_config', { ...CURSOR, text });
    const entries = await bench().audit();
    expect(entries.at(-1)).toMatchObject({ operation: 'import_config', detail: { imported: ['a'] } });
    expect(JSON.stringify(entries)).not.toContain(SECRET);
  });

  it('finds no file where there is none', async () => {
    await expect(bench().call('import_config', CURSOR)).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(bench().call('import_config', { ...CURSOR, file: '/nowhere/x' })).rejects.toMatchObject({
      code: 'file_not_found',
      message: '/nowhere/x does not exist.',
    });
  });

  it('says where a file does not parse', async () => {
    await expect(
      bench().call('import_config', { ...CURSOR, text: '{\n  "mcpServers": {\n    "a": }\n}' }),
    ).rejects.toMatchObject({ code: 'config_unparsable', message: expect.stringMatching(/line 3/i) });
  });

  it('does not take a folder for a file', async () => {
    await bench().write('folder/inside', '');
    await expect(bench().call('import_config', { ...CURSOR, file: 'folder' })).rejects.toMatchObject({
      code: 'config_unreadable',
      message: expect.stringContaining('is a folder'),
    });
  });

  it('has no file of a client that keeps none', async () => {
    await expect(bench().call('import_config', { client_id: 'firebase-studio' })).rejects.toMatchObject({
      code: 'no_config_location',
    });
  });

  it('reads no named file for a remote caller', async () => {
    const remote = tokenPrincipal(PERMISSIONS);
    const file = await bench().write('other.json', textOf({}));
    for (const input of [{ file }, { project_dir: bench().folder }]) {
      await expect(bench().call('import_config', { ...CURSOR, ...input }, remote)).rejects.toMatchObject({
        code: 'target_forbidden',
      });
    }
  });

  it('refuses where the draft has another revision', async () => {
    await expect(
      bench().call('import_config', { ...CURSOR, text: textOf({ a: { command: 'x' } }), revision: 3 }),
    ).rejects.toMatchObject({ code: 'revision_conflict' });
  });
});

describe('extracting secrets', () => {
  const text = textOf({
    github: { command: 'x', env: { GITHUB_TOKEN: SECRET, LEVEL: 'debug' } },
    web: { url: 'https://h', headers: { Authorization: `Bearer ${SECRET}x` } },
  });
  const input = { ...CURSOR, text, extract_secrets: true };

  it('puts references in their place, and the values into a file of the user alone', async () => {
    const { draft, secrets_file = '' } = await bench().call('import_config', input);
    expect(draft.mcpServers).toEqual({
      github: { command: 'x', env: { GITHUB_TOKEN: '${env:GITHUB_TOKEN}', LEVEL: 'debug' } },
      web: {
        type: 'http',
        url: 'https://h',
        headers: { Authorization: 'Bearer ${env:WEB_HEADERS_AUTHORIZATION}' },
      },
    });
    expect(secrets_file.startsWith(join(bench().core.home, 'secrets', 'cursor-default-2026-'))).toBe(true);
    expect(await readFile(secrets_file, 'utf8')).toBe(
      `GITHUB_TOKEN="${SECRET}"\nWEB_HEADERS_AUTHORIZATION="${SECRET}x"\n`,
    );
    expect((await stat(secrets_file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(bench().core.home, 'secrets'))).mode & 0o777).toBe(0o700);
  });

  it('leaves a draft that validates', async () => {
    await bench().call('import_config', input);
    expect((await bench().call('validate_config', CURSOR)).errors).toEqual([]);
  });

  it('leaves no secret in the database', async () => {
    await bench().call('import_config', input);
    await bench().close();
    for (const name of ['state.db', 'state.db-wal']) {
      const bytes = await readFile(join(bench().core.home, name)).catch(() => Buffer.alloc(0));
      expect(bytes.includes(SECRET)).toBe(false);
    }
  });

  it('makes no file where there is nothing secret', async () => {
    const { secrets_file } = await bench().call('import_config', {
      ...input,
      text: textOf({ a: { command: 'x' } }),
    });
    expect([secrets_file, await secretFiles()]).toEqual([undefined, []]);
  });

  it('makes a file for each import, and never writes over one', async () => {
    const both = await Promise.all([
      bench().call('import_config', input),
      bench().call('import_config', { ...input, profile_id: 'dev' }),
      bench().call('import_config', input),
    ]);
    const files = both.map(({ secrets_file }) => secrets_file);
    expect(new Set(files).size).toBe(3);
    expect(await secretFiles()).toHaveLength(3);
  });

  it('leaves no file behind where the draft was not changed', async () => {
    await expect(bench().call('import_config', { ...input, revision: 9 })).rejects.toMatchObject({
      code: 'revision_conflict',
    });
    expect(await secretFiles()).toEqual([]);
  });

  it('leaves no file behind where nothing was taken', async () => {
    for (const server_name of ['github', 'web']) {
      await bench().call('add_server_to_config', { ...CURSOR, server: { command: 'mine' }, server_name });
    }
    const { imported, secrets_file } = await bench().call('import_config', input);
    expect([imported, secrets_file, await secretFiles()]).toEqual([[], undefined, []]);
  });

  it('extracts what a registered server marks as secret', async () => {
    await bench().call('register_server', {
      server_id: 'tide-table',
      display_name: 'Tides',
      description: 'Tells the tides.',
      transport: { type: 'stdio', command: 'tides', args: [] },
      env_vars: [{ name: 'TIDE_CODE', description: 'A code.', required: true, secret: true }],
    });
    const { draft } = await bench().call('import_config', {
      ...input,
      text: textOf({ tides: { command: 'tides', env: { TIDE_CODE: 'spring-1' } } }),
    });
    expect(draft.mcpServers.tides).toMatchObject({ env: { TIDE_CODE: '${env:TIDE_CODE}' } });
  });

  it('is for the person at the machine', async () => {
    await expect(bench().call('import_config', input, tokenPrincipal(PERMISSIONS))).rejects.toMatchObject({
      code: 'forbidden',
      message: 'extract_secrets is for the person at the machine.',
    });
    expect(await secretFiles()).toEqual([]);
  });
});

describe('extracting secrets on a full disk', () => {
  const full = useBench({
    files: {
      ...nodeFileSystem,
      create: async () => {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      },
    },
  });

  it('changes nothing, and says why', async () => {
    const text = textOf({ a: { command: 'x', env: { GITHUB_TOKEN: SECRET } } });
    await expect(
      full().call('import_config', { ...CURSOR, text, extract_secrets: true }),
    ).rejects.toMatchObject({
      code: 'config_unwritable',
      message: expect.stringContaining('the disk is full'),
    });
    expect((await full().call('view_draft_config', CURSOR)).revision).toBe(0);
  });
});
