import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/documents/parse-document.js';
import { envReference } from '../../src/registry/env-reference.js';
import { discard, openWorkbench, temporaryFiles, type Workbench } from './support/workbench.js';

const FILES = { command: 'npx', args: ['-y', '@scope/files@1.0.0', '/data'] };
const MINE = `// mine
{
  "theme" : "dark",   // stays
  "mcpServers": {
    "other": {"command":"keep-me", "number": 1.50}
  },
}
`;

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => discard(bench));

function changesOf(result: { changes: readonly { name: string; action: string }[] }): string[] {
  return result.changes.map(({ name, action }) => `${action} ${name}`);
}

describe('deploying', () => {
  test('adds our entries and leaves every other byte', async () => {
    await bench.write(MINE);
    const release = await bench.publish({ files: FILES });
    const result = await bench.deploy();
    expect(result).toMatchObject({
      status: 'deployed',
      version: 1,
      artifact_id: release.artifact_id,
      config_path: bench.target,
      changes: [{ name: 'files', action: 'add' }],
    });
    const after = bench.read();
    const [before = '', behind = ''] = MINE.split('1.50}');
    expect(after.startsWith(`${before}1.50}`)).toBe(true);
    expect(after.endsWith(behind)).toBe(true);
    expect(after).toContain('@scope/files@1.0.0');
    expect(readFileSync(result.backup_path ?? '', 'utf8')).toBe(MINE);
  });

  test('keeps the backup for the user alone, named by its hash', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES });
    const { backup_path = '' } = await bench.deploy();
    expect(statSync(backup_path).mode & 0o777).toBe(0o600);
    expect(statSync(join(backup_path, '..')).mode & 0o777).toBe(0o700);
    expect(backup_path).toContain(createHash('sha256').update(MINE).digest('hex'));
  });

  test('a second time writes nothing, records nothing and says so', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES });
    const first = await bench.deploy();
    const written = statSync(bench.target);
    const head = await bench.services.stores.audit.head();
    const second = await bench.deploy();
    expect(second).toMatchObject({ status: 'unchanged', changes: [{ name: 'files', action: 'keep' }] });
    expect(second.backup_path).toBeUndefined();
    expect(second.deployed_at).toBe(first.deployed_at);
    expect(statSync(bench.target).ino).toBe(written.ino);
    expect(statSync(bench.target).mtimeMs).toBe(written.mtimeMs);
    expect(await bench.services.stores.audit.head()).toEqual(head);
  });

  test('makes a file that is not there, for the user alone', async () => {
    await bench.publish({ files: FILES });
    const result = await bench.deploy();
    expect(result.backup_path).toBeUndefined();
    expect(statSync(bench.target).mode & 0o777).toBe(0o600);
    expect(statSync(join(bench.target, '..')).mode & 0o777).toBe(0o700);
    expect(JSON.parse(bench.read())).toEqual({ mcpServers: { files: FILES } });
  });

  test('a new release updates what changed, adds what is new and takes out what is gone', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES, old: { command: 'old' } });
    await bench.deploy();
    await bench.publish({
      files: { ...FILES, args: ['other'] },
      fresh: { type: 'http', url: 'https://x.dev/mcp' },
    });
    const result = await bench.deploy();
    expect(changesOf(result).sort()).toEqual(['add fresh', 'remove old', 'update files']);
    const names = parseDocument(bench.read(), 'json').entries({ kind: 'map', path: ['mcpServers'] });
    expect(names.map(({ name }) => name)).toEqual(['other', 'files', 'fresh']);
  });

  test('a server that becomes remote loses the members of its former shape, not those of the user', async () => {
    await bench.publish({ files: { ...FILES, env: { A: 'b' } } });
    await bench.deploy();
    await bench.write(bench.read().replace('"command"', '"autoApprove": ["read"],\n      "command"'));
    await bench.publish({ files: { type: 'http', url: 'https://x.dev/mcp' } });
    await bench.deploy();
    expect(JSON.parse(bench.read()).mcpServers.files).toEqual({
      autoApprove: ['read'],
      url: 'https://x.dev/mcp',
    });
  });

  test('records both halves of the deed in the audit log, and no value of the file', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES });
    await bench.deploy();
    const entries = await bench.services.stores.audit.list({ limit: 2 });
    expect(entries.map(({ detail }) => (detail as { phase: string }).phase)).toEqual(['done', 'begun']);
    expect(JSON.stringify(entries)).not.toContain('keep-me');
  });

  test('leaves no temporary file and no intent', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES });
    await bench.deploy();
    expect(await temporaryFiles(bench.target)).toEqual([]);
    expect(await bench.services.stores.deployments.openIntents('host-1')).toEqual([]);
  });

  test('refuses an older release than the one deployed, unless forced', async () => {
    await bench.publish({ files: FILES });
    await bench.publish({ files: { command: 'newer' } });
    await bench.deploy();
    await expect(bench.deploy({ version: 1 })).rejects.toMatchObject({ code: 'downgrade_refused' });
    expect(await bench.deploy({ version: 1, force: true })).toMatchObject({ status: 'deployed', version: 1 });
  });

  test('records a release that has other words for the same bytes', async () => {
    await bench.publish({ files: FILES });
    await bench.deploy();
    await bench.publish({ files: { command: 'x' } });
    await bench.publish({ files: FILES });
    expect(await bench.deploy()).toMatchObject({ status: 'unchanged', version: 3 });
    expect(await bench.drift()).toMatchObject({ status: 'in_sync', deployed_version: 3 });
  });

  test('switches profiles: entries of the former go, unless both have them', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES, work: { command: 'work' } });
    await bench.publish({ files: FILES, dev: { command: 'dev' } }, { profile_id: 'dev' });
    await bench.deploy();
    const result = await bench.deploy({ profile_id: 'dev' });
    expect(changesOf(result).sort()).toEqual(['add dev', 'keep files', 'remove work']);
    expect(await bench.drift()).toMatchObject({ status: 'not_deployed' });
    expect(await bench.drift({ profile_id: 'dev' })).toMatchObject({ status: 'in_sync' });
    expect(await bench.undeploy({ profile_id: 'dev' })).toMatchObject({ restored: true });
    expect(bench.read()).toBe(MINE);
  });

  test('another client that keeps its servers elsewhere in the same file takes the place of the first', async () => {
    await bench.write('{ "keep": 1 }\n');
    await bench.publish({ files: FILES });
    await bench.publish({ files: FILES }, { client_id: 'vscode' });
    await bench.deploy();
    const result = await bench.deploy({ client_id: 'vscode', target: bench.target });
    expect(changesOf(result)).toEqual(['remove files', 'add files']);
    expect(JSON.parse(bench.read())).toMatchObject({
      keep: 1,
      mcpServers: {},
      servers: { files: { command: 'npx' } },
    });
    await bench.undeploy({ client_id: 'vscode', target: bench.target });
    expect(bench.read()).toBe('{ "keep": 1 }\n');
  });

  test('a tampered release is refused and the file untouched', async () => {
    await bench.write(MINE);
    const release = await bench.publish({ files: FILES });
    const stores = {
      ...bench.services.stores,
      artifacts: {
        ...bench.services.stores.artifacts,
        get: async () => '{"mcpServers":{"files":{"command":"evil"}}}',
      },
    };
    const { deployRelease } = await import('../../src/deploy/deploy-release.js');
    const request = { client_id: 'cursor', profile_id: 'default', version: release.version };
    const call = {
      principal: { kind: 'local', id: 'x', permissions: [] },
      signal: new AbortController().signal,
    } as const;
    await expect(deployRelease({ ...bench.services, stores }, request, call)).rejects.toMatchObject({
      code: 'release_unverified',
    });
    expect(bench.read()).toBe(MINE);
  });
});

describe('what is in the way', () => {
  test('an entry that is not ours and differs is a conflict, named, and nothing is written', async () => {
    await bench.write('{"mcpServers":{"files":{"command":"theirs"},"b":{"command":"b"}}}');
    await bench.publish({ files: FILES, b: { command: 'b' } });
    const before = bench.read();
    await expect(bench.deploy()).rejects.toMatchObject({
      code: 'deploy_conflict',
      errors: [{ code: 'ENTRY_CONFLICT', server: 'files' }],
    });
    expect(bench.read()).toBe(before);
    expect(await bench.services.stores.deployments.list('host-1')).toEqual([]);
  });

  test('force takes the place of it, and undeploy brings it back as it was written', async () => {
    const text = '{"mcpServers":{"files": { "command" : "theirs", "autoApprove":[ ] } }, "n": 1.0}';
    await bench.write(text);
    await bench.publish({ files: FILES });
    await bench.deploy({ force: true });
    await bench.write(bench.read().replace('"n": 1.0', '"n": 2.0'));
    const result = await bench.undeploy();
    expect(changesOf(result)).toEqual(['restore files']);
    expect(result.restored).toBe(false);
    expect(bench.read()).toBe(text.replace('1.0', '2.0'));
  });

  test('an equal entry is adopted and stays when we go', async () => {
    const text = '{"mcpServers":{"files":{"args":["a"],"command":"npx","disabled":true}}}';
    await bench.write(text);
    await bench.publish({ files: { command: 'npx', args: ['a'] } });
    expect(await bench.deploy()).toMatchObject({ status: 'unchanged', changes: [{ action: 'adopt' }] });
    expect(changesOf(await bench.undeploy())).toEqual(['keep files']);
    expect(bench.read()).toBe(text);
  });

  test('an adopted entry that a release changed later comes back as the user had it', async () => {
    const text = '{"mcpServers":{"files":{"args":["a"],"command":"npx"}},"x":1}';
    await bench.write(text);
    await bench.publish({ files: { command: 'npx', args: ['a'] } });
    await bench.deploy();
    await bench.publish({ files: { command: 'npx', args: ['b'] } });
    await bench.deploy();
    await bench.write(bench.read().replace('"x":1', '"x":2'));
    expect(changesOf(await bench.undeploy())).toEqual(['restore files']);
    expect(bench.read()).toBe(text.replace('"x":1', '"x":2'));
  });

  test('an edit of ours on disk is a conflict; what the client added to it is none', async () => {
    await bench.publish({ files: FILES });
    await bench.deploy();
    await bench.write(bench.read().replace('"command"', '"autoApprove": ["x"], "command"'));
    await bench.publish({ files: { ...FILES, args: ['new'] } });
    await bench.deploy();
    expect(JSON.parse(bench.read()).mcpServers.files).toMatchObject({ autoApprove: ['x'], args: ['new'] });
    await bench.write(bench.read().replace('"npx"', '"bunx"'));
    await bench.publish({ files: { command: 'uvx' } });
    await expect(bench.deploy()).rejects.toMatchObject({
      code: 'deploy_conflict',
      errors: [{ message: 'files: edited on disk: command' }],
    });
    await bench.deploy({ force: true });
    expect(JSON.parse(bench.read()).mcpServers.files).toEqual({ autoApprove: ['x'], command: 'uvx' });
  });

  test('a client that wiped our servers gets them again, and keeps what else it wrote', async () => {
    await bench.write('{"mcpServers":{"other":{"command":"o"}},"a":1}');
    await bench.publish({ files: FILES });
    await bench.deploy();
    await bench.write('{"mcpServers":{},"a":2,"new":true}');
    expect(await bench.drift()).toMatchObject({
      status: 'drifted',
      servers: [{ name: 'files', state: 'missing' }],
      cause: expect.stringContaining('None of our entries is left'),
    });
    expect(changesOf(await bench.deploy())).toEqual(['add files']);
    expect(JSON.parse(bench.read())).toEqual({ mcpServers: { files: FILES }, a: 2, new: true });
    await bench.undeploy();
    expect(bench.read()).toBe('{"mcpServers":{},"a":2,"new":true}');
  });
});

describe('a dry run', () => {
  test('shows the plan and a diff, and leaves nothing behind: no lock, intent, folder or backup', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES });
    const listing = async () =>
      (await readdir(bench.folder, { recursive: true })).filter((n) => !n.includes('state.db'));
    const before = await listing();
    const head = await bench.services.stores.audit.head();
    const result = await bench.deploy({ dry_run: true });
    expect(result).toMatchObject({ status: 'planned', deployed_at: null, changes: [{ action: 'add' }] });
    expect(result.diff).toMatch(/^--- .*mcp\.json\n\+\+\+ .*mcp\.json\n@@ /);
    expect(result.diff).toMatch(/^\+ +"files": \{"command": "npx"/m);
    expect(await listing()).toEqual(before);
    expect(await bench.services.stores.audit.head()).toEqual(head);
    expect(bench.read()).toBe(MINE);
  });

  test('shows conflicts instead of failing on them', async () => {
    await bench.write('{"mcpServers":{"files":{"command":"theirs"}}}');
    await bench.publish({ files: FILES });
    const result = await bench.deploy({ dry_run: true });
    expect(result.changes).toMatchObject([{ name: 'files', action: 'conflict' }]);
    expect(result.diff).toBe('');
  });

  test('does not make the folder of a file that is not there', async () => {
    await bench.publish({ files: FILES });
    await bench.deploy({ dry_run: true });
    await expect(readdir(join(bench.folder, 'user'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('secrets', () => {
  const CANARY = 'canary-Zx81qPw04LmNv7';
  const SERVER = { command: 'npx', args: ['x'], env: { API_TOKEN: envReference('API_TOKEN') } };

  test('that a client cannot look up are refused for all servers at once, and so are those that are not set', async () => {
    const where = { client_id: 'claude-desktop', target: bench.target };
    const needing = (name: string) => ({ command: 'npx', args: ['x'], env: { [name]: envReference(name) } });
    await bench.publish({ one: needing('A'), plain: { command: 'p' }, two: needing('B') }, where);
    for (const [inline_secrets, code] of [
      [false, 'secret_unresolvable'],
      [true, 'secret_missing'],
    ] as const) {
      await expect(bench.deploy({ ...where, inline_secrets })).rejects.toMatchObject({
        code,
        message: expect.stringMatching(/^Server "one": env\.A .*\. Server "two": env\.B /),
        errors: [
          { server: 'one', field: 'env.A' },
          { server: 'two', field: 'env.B' },
        ],
      });
    }
  });

  test('written into a client without references only when asked, and then nowhere but there and in backups', async () => {
    await discard(bench);
    bench = await openWorkbench({ env: { API_TOKEN: CANARY } });
    const where = { client_id: 'claude-desktop', target: bench.target };
    await bench.publish({ files: SERVER }, { client_id: 'claude-desktop' });
    await expect(bench.deploy(where)).rejects.toMatchObject({ code: 'secret_unresolvable' });
    const planned = await bench.deploy({ ...where, inline_secrets: true, dry_run: true });
    expect(planned.diff).not.toContain(CANARY);
    expect(planned.diff).toContain('********');
    await bench.deploy({ ...where, inline_secrets: true });
    expect(bench.read()).toContain(CANARY);
    expect(await bench.drift(where)).toMatchObject({ status: 'in_sync' });
    await bench.publish({ files: SERVER, more: { command: 'm' } }, { client_id: 'claude-desktop' });
    const result = await bench.deploy({ ...where, inline_secrets: true });
    expect(changesOf(result)).toEqual(['keep files', 'add more']);
    await bench.undeploy(where);
    const found = await filesWith(bench.home, CANARY);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((path) => !path.startsWith(join(bench.home, 'backups')))).toEqual([]);
  });

  test('a literal in an entry that was forced over stays out of the database too', async () => {
    await bench.write(`{"mcpServers":{"files":{"command":"x","env":{"API_TOKEN":"${CANARY}"}}}}`);
    await bench.publish({ files: SERVER });
    const planned = await bench.deploy({ force: true, dry_run: true });
    expect(planned.diff).not.toContain(CANARY);
    await bench.deploy({ force: true });
    expect((await filesWith(bench.home, CANARY)).every((path) => path.includes('backups'))).toBe(true);
    await bench.undeploy();
    expect(bench.read()).toContain(CANARY);
  });

  test('without the variable a deploy says which is missing and writes nothing', async () => {
    await bench.publish({ files: SERVER }, { client_id: 'claude-desktop' });
    const request = { client_id: 'claude-desktop', target: bench.target, inline_secrets: true };
    await expect(bench.deploy(request)).rejects.toMatchObject({ code: 'secret_missing' });
    await expect(readdir(join(bench.folder, 'user'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  async function filesWith(folder: string, text: string): Promise<string[]> {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    return names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).includes(text));
  }
});

describe('two at once', () => {
  test('take turns: both succeed, and the file holds the newest', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES });
    const results = await Promise.all(Array.from({ length: 6 }, () => bench.deploy()));
    expect(results.filter(({ status }) => status === 'deployed')).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'unchanged')).toHaveLength(5);
  });

  test('a backup that is gone does not keep undeploy from taking out what is ours', async () => {
    await bench.write(MINE);
    await bench.publish({ files: FILES });
    await bench.deploy();
    await rm(join(bench.home, 'backups'), { recursive: true });
    expect(await bench.undeploy()).toMatchObject({ restored: true });
    expect(bench.read()).toBe(MINE);
  });
});
