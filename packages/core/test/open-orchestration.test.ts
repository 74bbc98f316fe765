import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Orchestration, openOrchestration } from '../src/open-orchestration.js';

const FIRST = `{
  // mine
  "globalShortcut": "Ctrl+Space",
  "mcpServers": {
    "own": { "command": "own-server", "args": [] }
  },
  "scale": 13.0
}
`;

let folder: string;
let file: string;
let orchestration: Orchestration;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orchestration-'));
  file = join(folder, '.config/Claude/claude_desktop_config.json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, FIRST);
  orchestration = await openOrchestration({
    home: join(folder, 'home'),
    machine: { platform: 'linux', homeDirectory: folder, env: {}, workingDirectory: folder },
  });
});

afterEach(async () => {
  await orchestration.close();
  await rm(folder, { recursive: true });
});

describe('the main job, as a library', () => {
  it('goes from the catalogue to a deployed release, to drift, back and out again', async () => {
    const { call } = orchestration;
    await call('initialize_keys', {});
    await call('add_server_to_config', { server_id: 'memory' });
    await call('add_server_to_config', {
      server: { command: 'node', args: ['a.js'] },
      server_name: 'own-two',
    });
    expect(await call('validate_config', {})).toMatchObject({ valid: true });
    const published = await call('publish_config', { changelog: 'First.' });
    expect(published).toMatchObject({ status: 'published', version: 1, server_count: 2 });

    const planned = await call('deploy_config', { dry_run: true });
    expect(planned.status).toBe('planned');
    expect(await readFile(file, 'utf8')).toBe(FIRST);

    const deployed = await call('deploy_config', {});
    expect(deployed).toMatchObject({ status: 'deployed', config_path: file, version: 1 });
    const text = await readFile(file, 'utf8');
    expect(text).toContain('// mine');
    expect(text).toContain('"scale": 13.0');
    expect((await call('deploy_config', {})).status).toBe('unchanged');
    expect((await call('check_drift', {})).status).toBe('in_sync');

    await writeFile(file, text.replace('a.js', 'b.js'));
    const drift = await call('check_drift', {});
    expect(drift.status).toBe('drifted');
    expect(drift.servers).toContainEqual(expect.objectContaining({ name: 'own-two', state: 'drifted' }));
    await writeFile(file, text);

    await call('remove_server_from_config', { server_name: 'own-two' });
    expect((await call('publish_config', {})).version).toBe(2);
    await call('deploy_config', {});
    expect(await readFile(file, 'utf8')).not.toContain('own-two');
    const rolledBack = await call('rollback_config', { to: 1, deploy: true });
    expect(rolledBack).toMatchObject({ status: 'rolled_back', version: 3, rolled_back_to: 1 });
    expect(rolledBack.artifact_id).toBe(published.artifact_id);
    expect(await readFile(file, 'utf8')).toContain('own-two');
    expect((await call('verify_config', {})).valid).toBe(true);

    const undeployed = await call('undeploy_config', {});
    expect(undeployed.status).toBe('undeployed');
    expect(await readFile(file, 'utf8')).toBe(FIRST);
    expect((await call('list_releases', {})).releases.map(({ version }) => version)).toEqual([3, 2, 1]);
    const { entries } = await call('list_audit_entries', {});
    expect(entries.map(({ operation }) => operation)).toContain('undeploy_config');
  });

  it('refuses what the session was not given the permission for', async () => {
    const limited = await openOrchestration({ home: join(folder, 'home'), permissions: ['config:read'] });
    await expect(limited.call('initialize_keys', {})).rejects.toMatchObject({ code: 'forbidden' });
    await limited.close();
  });

  it('keeps its home to its user', async () => {
    expect((await stat(join(folder, 'home'))).mode & 0o777).toBe(0o700);
  });
});
