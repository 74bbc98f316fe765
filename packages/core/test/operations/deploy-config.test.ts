// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/principal.js';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { damage } from '../support/damage.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'deploy_config', { client_id: 'cursor' });

const CURSOR = { client_id: 'cursor' };
const FILE = '.cursor/mcp.json';
const MINE = '{\n  // mine\n  "mcpServers": {\n    "own": { "command": "own" }\n  }\n}\n';
const servers = async () => JSON.parse((await bench().read(FILE)).replace('// mine', '')).mcpServers;

/** Which file it is, and when it was written. */
const written = async () => {
  const { ino, mtimeMs } = await stat(bench().path(FILE));
  return { ino, mtimeMs };
};

describe('deploying', () => {
  let release: { artifact_id: string };
  beforeEach(async () => {
    release = await bench().publish({ a: { command: 'node', args: ['a.js'] } }, CURSOR);
  });

  it('writes the release beside what is there', async () => {
    await bench().write(FILE, MINE);
    const deployed = await bench().call('deploy_config', CURSOR);
    expect(deployed).toEqual({
      status: 'deployed',
      client_id: 'cursor',
      profile_id: 'default',
      version: 1,
      artifact_id: release.artifact_id,
      config_path: bench().path(FILE),
      deployed_at: expect.stringMatching(/^2026-01-01T.*Z$/),
      changes: expect.arrayContaining([expect.objectContaining({ name: 'a', action: 'add' })]),
      backup_path: expect.stringContaining(join(bench().core.home, 'backups')),
    });
    expect(await bench().read(FILE)).toContain('// mine');
    expect(await servers()).toEqual({ own: { command: 'own' }, a: { command: 'node', args: ['a.js'] } });
    expect(await readFile(deployed.backup_path ?? '', 'utf8')).toBe(MINE);
  });

  it('makes a file that is not there, for the user alone, and has no backup of it', async () => {
    const deployed = await bench().call('deploy_config', CURSOR);
    expect(deployed.status).toBe('deployed');
    expect(deployed).not.toHaveProperty('backup_path');
    expect((await stat(bench().path(FILE))).mode & 0o777).toBe(0o600);
  });

  it('changes nothing a second time', async () => {
    await bench().call('deploy_config', CURSOR);
    const before = await written();
    const again = await bench().call('deploy_config', CURSOR);
    expect(again.status).toBe('unchanged');
    expect(await written()).toEqual(before);
  });

  it('plans on a dry run, and writes nothing', async () => {
    await bench().write(FILE, MINE);
    const entries = await bench().audit();
    const planned = await bench().call('deploy_config', { ...CURSOR, dry_run: true });
    expect(planned).toMatchObject({ status: 'planned', deployed_at: null, version: 1 });
    expect(planned.diff).toMatch(/^--- .*\n\+\+\+ .*\n@@ /);
    expect(planned.diff).toContain('+');
    expect(await bench().read(FILE)).toBe(MINE);
    expect(await bench().audit()).toEqual(entries);
  });

  it('deploys a release that is named, by version or artifact', async () => {
    await bench().publish({ b: { command: 'b' } }, CURSOR);
    expect((await bench().call('deploy_config', { ...CURSOR, version: 1 })).version).toBe(1);
    expect(Object.keys(await servers())).toEqual(['a']);
    const byArtifact = { ...CURSOR, artifact_id: release.artifact_id };
    expect(await bench().call('deploy_config', byArtifact)).toMatchObject({
      status: 'unchanged',
      version: 1,
    });
  });

  it('deploys no lower version over a higher one, unless forced', async () => {
    await bench().publish({ b: { command: 'b' } }, CURSOR);
    await bench().call('deploy_config', CURSOR);
    await expect(bench().call('deploy_config', { ...CURSOR, version: 1 })).rejects.toMatchObject({
      code: 'downgrade_refused',
      hint: expect.stringContaining('rollback'),
    });
    await bench().call('deploy_config', { ...CURSOR, version: 1, force: true });
    expect(Object.keys(await servers())).toEqual(['a']);
  });

  it('stops at an entry that is not ours, and takes its place when forced', async () => {
    const text = '{"mcpServers":{"a":{"command":"mine"}}}';
    await bench().write(FILE, text);
    await expect(bench().call('deploy_config', CURSOR)).rejects.toMatchObject({
      code: 'deploy_conflict',
      errors: [expect.objectContaining({ server: 'a' })],
    });
    expect(await bench().read(FILE)).toBe(text);
    await bench().call('deploy_config', { ...CURSOR, force: true });
    expect((await servers()).a).toEqual({ command: 'node', args: ['a.js'] });
  });

  it('leaves a file that does not parse byte for byte as it was', async () => {
    const text = '{ "mcpServers": { "a": ';
    await bench().write(FILE, text);
    await expect(bench().call('deploy_config', CURSOR)).rejects.toMatchObject({ code: 'config_unparsable' });
    expect(await bench().read(FILE)).toBe(text);
  });

  it('does not write into a folder of the name', async () => {
    await bench().write(`${FILE}/inside`, '');
    await expect(bench().call('deploy_config', CURSOR)).rejects.toMatchObject({ code: 'config_unreadable' });
    expect(bench().internal).toEqual([]);
  });

  it('writes into a file or project that is named', async () => {
    const target = bench().path('named.json');
    expect((await bench().call('deploy_config', { ...CURSOR, target })).config_path).toBe(target);
    const project_dir = bench().path('work');
    expect((await bench().call('deploy_config', { ...CURSOR, project_dir })).config_path).toBe(
      join(project_dir, '.cursor/mcp.json'),
    );
  });

  it('writes nowhere else for a remote caller', async () => {
    const remote = tokenPrincipal(PERMISSIONS);
    for (const input of [{ target: '/tmp/x.json' }, { project_dir: '/tmp' }, { inline_secrets: true }]) {
      await expect(bench().call('deploy_config', { ...CURSOR, ...input }, remote)).rejects.toMatchObject({
        code: 'target_forbidden',
        kind: 'forbidden',
      });
    }
    expect((await bench().call('deploy_config', CURSOR, remote)).status).toBe('deployed');
  });

  it('deploys nothing that does not verify', async () => {
    await damage(bench(), 'artifacts');
    await expect(bench().call('deploy_config', CURSOR)).rejects.toMatchObject({ code: 'release_unverified' });
  });

  it('deploys nothing on top of a broken chain', async () => {
    await bench().publish({ b: { command: 'b' } }, CURSOR);
    await damage(bench(), 'first');
    await expect(bench().call('deploy_config', CURSOR)).rejects.toMatchObject({
      code: 'release_unverified',
      errors: [{ code: 'chain' }],
    });
  });

  it('finds no release that is not there', async () => {
    for (const [input, code] of [
      [{}, 'config_not_found'],
      [{ client_id: 'cursor', version: 9 }, 'release_not_found'],
      [{ client_id: 'cursor', artifact_id: '0'.repeat(64) }, 'artifact_not_found'],
      [{ artifact_id: release.artifact_id }, 'artifact_not_found'],
    ] as const) {
      await expect(bench().call('deploy_config', input)).rejects.toMatchObject({ code });
    }
  });

  it('records where, and no content', async () => {
    await bench().call('deploy_config', CURSOR);
    const entry = (await bench().audit()).at(-1);
    expect(entry).toMatchObject({ operation: 'deploy_config', client_id: 'cursor', outcome: 'success' });
    expect(JSON.stringify(entry)).not.toContain('a.js');
  });
});

describe('deploying where a client has no file', () => {
  it('asks for one', async () => {
    const where = { client_id: 'firebase-studio' };
    await bench().publish({ a: { command: 'x' } }, where);
    await expect(bench().call('deploy_config', where)).rejects.toMatchObject({
      code: 'no_config_location',
      hint: expect.stringContaining('--target'),
    });
  });
});

describe('deploying references', () => {
  const SECRETS = { a: { command: 'x', env: { TOKEN: '${env:MY_TOKEN}' } } };
  const full = useBench({ keys: true });
  const desktop = { client_id: 'claude-desktop' };

  it("writes them as the client's own, where it has such", async () => {
    await bench().publish(SECRETS, CURSOR);
    await bench().call('deploy_config', CURSOR);
    expect((await servers()).a.env).toEqual({ TOKEN: '${env:MY_TOKEN}' });
  });

  it('asks before values are written where it has none', async () => {
    await full().publish(SECRETS, desktop);
    await expect(full().call('deploy_config', desktop)).rejects.toMatchObject({
      code: 'secret_unresolvable',
      hint: expect.stringContaining('--inline-secrets'),
    });
  });

  it('says which variable is not set', async () => {
    await full().publish(SECRETS, desktop);
    await expect(full().call('deploy_config', { ...desktop, inline_secrets: true })).rejects.toMatchObject({
      code: 'secret_missing',
      message: expect.stringContaining('MY_TOKEN'),
    });
  });
});
