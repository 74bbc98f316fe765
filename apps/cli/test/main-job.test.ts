// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to variables are meant as they stand.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeUser, type Run, run, runJson, type User } from './support/cli.js';

const BEFORE = '{\n  // mine\n  "mcpServers": { "mine": { "command": "mine" } },\n  "other": 1.0\n}\n';
const CURSOR = ['-c', 'cursor'] as const;

let user: User;
let file: string;

const at = (...args: string[]): Promise<Run> => run(user, [...args, ...CURSOR]);
const json = <Data = Record<string, unknown>>(...args: string[]): Promise<Data> =>
  runJson(user, [...args, ...CURSOR]);

beforeAll(async () => {
  user = await makeUser();
  file = join(user.directory, '.cursor', 'mcp.json');
  await writeFile(file, BEFORE);
});

/** One story: each test goes on where the one before it ended. */
describe('the main job, at the command line', () => {
  it('begins with a key, the clients found here, and what to do next', async () => {
    const { code, stdout } = await run(user, ['init']);
    expect(code).toBe(0);
    expect(stdout).toContain('The signing key was made.');
    expect(stdout).toMatch(/cursor +Cursor +1 +0 +not_deployed/);
    expect(stdout).toContain('mcp-orchestration draft add SERVER_ID -c cursor');
    expect((await stat(user.home)).mode & 0o077).toBe(0);
  });

  it('makes no second key when it begins again', async () => {
    const { keys } = await runJson<{ keys: { status: string } }>(user, ['init']);
    expect(keys.status).toBe('already_exists');
    expect((await runJson<{ keys: unknown[] }>(user, ['key', 'list'])).keys).toHaveLength(1);
  });

  it('drafts a server of the catalogue, with a list for a parameter given twice', async () => {
    const added = await json<{ draft: { mcpServers: Record<string, { args: string[] }> } }>(
      'draft',
      'add',
      'filesystem',
      '--param',
      'path=/a',
      '--param',
      'path=/b',
    );
    expect(added).toMatchObject({ status: 'added', server_name: 'filesystem', server_count: 1, revision: 1 });
    expect(added.draft.mcpServers.filesystem?.args.slice(-2)).toEqual(['/a', '/b']);
  });

  it('drafts any program, and any address', async () => {
    await json(
      'draft',
      'add',
      '--name',
      'local',
      '--command',
      'npx',
      '--arg=-y',
      '--arg',
      'local@1.0.0',
      '--env',
      'KEY=${env:KEY}',
    );
    const { draft } = await json(
      'draft',
      'add',
      '--name',
      'far',
      '--url',
      'https://far.example/mcp',
      '--transport',
      'sse',
      '--header',
      'Authorization: Bearer ${env:FAR}',
    );
    expect(draft).toMatchObject({
      mcpServers: {
        local: { command: 'npx', args: ['-y', 'local@1.0.0'], env: { KEY: '${env:KEY}' } },
        far: { type: 'sse', url: 'https://far.example/mcp', headers: { Authorization: 'Bearer ${env:FAR}' } },
      },
    });
  });

  it('shows the draft', async () => {
    const { stdout } = await at('draft', 'show');
    expect(stdout).toContain('cursor/default draft, revision 3: 3 servers');
    expect(stdout).toMatch(/far +sse +https:\/\/far\.example\/mcp +Authorization/);
  });

  it('takes one out of the draft', async () => {
    expect((await at('draft', 'remove', 'far')).stdout).toContain(
      'Took far out of the draft of cursor/default: 2 servers.',
    );
  });

  it('validates', async () => {
    const { code, stdout } = await at('validate');
    expect(code).toBe(0);
    expect(stdout).toContain('Valid: the draft of cursor/default (2 servers)');
  });

  it('publishes, and says what comes next on stderr', async () => {
    const { stdout, stderr } = await at('publish', '--changelog', 'the first');
    expect(stdout).toMatch(
      /^Published release 1 of cursor\/default: 2 servers\.\nartifact {2}[0-9a-f]{64}\n$/,
    );
    expect(stderr).toBe('Next: mcp-orchestration deploy -c cursor\n');
  });

  it('publishes nothing new', async () => {
    expect(await json('publish')).toMatchObject({ status: 'unchanged', version: 1 });
  });

  it('plans a deploy with a diff, and writes nothing', async () => {
    const { stdout } = await at('deploy', '--dry-run');
    expect(stdout).toContain('Planned: release 1 of cursor/default');
    expect(stdout).toMatch(/add +filesystem/);
    expect(stdout).toContain('+++ ');
    expect(await readFile(file, 'utf8')).toBe(BEFORE);
  });

  it('deploys beside what others have in the file', async () => {
    const deployed = await json('deploy');
    expect(deployed).toEqual({
      status: 'deployed',
      client_id: 'cursor',
      profile_id: 'default',
      version: 1,
      artifact_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      config_path: file,
      deployed_at: expect.stringMatching(/Z$/),
      changes: [
        { name: 'filesystem', action: 'add' },
        { name: 'local', action: 'add' },
      ],
      backup_path: expect.stringContaining(join(user.home, 'backups')),
    });
    const text = await readFile(file, 'utf8');
    expect(text).toContain('// mine');
    expect(text).toContain('"other": 1.0');
    expect(text).toContain('local@1.0.0');
  });

  it('deploys nothing new', async () => {
    const before = await readFile(file, 'utf8');
    expect(await json('deploy')).toMatchObject({ status: 'unchanged' });
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('is in sync', async () => {
    const { code, stdout } = await at('status', '--exit-code');
    expect(code).toBe(0);
    expect(stdout).toContain('cursor/default is in_sync (deployed 1, latest 1)');
    expect(stdout).toMatch(/foreign +mine/);
  });

  it('names an entry that was edited by hand, and exits 7 when asked to', async () => {
    await writeFile(file, (await readFile(file, 'utf8')).replace('local@1.0.0', 'local@9.9.9'));
    const { code, stdout } = await at('status', '--exit-code');
    expect(code).toBe(7);
    expect(stdout).toMatch(/drifted +local +edited on disk/);
    expect((await at('status')).code).toBe(0);
  });

  it('does not go over the edit without force', async () => {
    const { code, stdout, stderr } = await at('deploy');
    expect(code).toBe(4);
    expect(stdout).toBe('');
    expect(stderr).toContain('local');
    expect(stderr).toContain('hint: Use --force');
    const deployed = await json<{ changes: unknown[] }>('deploy', '--force');
    expect(deployed.changes).toContainEqual(expect.objectContaining({ name: 'local', action: 'update' }));
  });

  it('publishes a second release, and compares the draft with it', async () => {
    await at('draft', 'remove', 'local');
    expect((await at('diff')).stdout).toContain('- local');
    expect(await json('publish', '-m', 'without local')).toMatchObject({ version: 2, server_count: 1 });
    expect(await json('diff')).toMatchObject({ summary: { total_changes: 0 } });
  });

  it('is pending until the second release is deployed', async () => {
    expect((await at('status', '--exit-code')).code).toBe(7);
    expect(await json('deploy')).toMatchObject({
      version: 2,
      changes: expect.arrayContaining([{ name: 'local', action: 'remove' }]),
    });
  });

  it('lists the releases, newest first', async () => {
    const { stdout } = await at('history');
    expect(stdout.split('\n').map((text) => text.split(/ +/)[0])).toEqual(['RELEASE', '2', '1', '']);
    expect(await json('history', '--limit', '1')).toMatchObject({
      releases: [{ version: 2 }],
      next_cursor: '2',
    });
  });

  it('goes back to the first release, and deploys it', async () => {
    const rolled = await json('rollback', '--to', '1', '--deploy');
    expect(rolled).toMatchObject({
      status: 'rolled_back',
      version: 3,
      rolled_back_to: 1,
      deployment: { status: 'deployed', version: 3 },
    });
    expect(await readFile(file, 'utf8')).toContain('local@1.0.0');
  });

  it('verifies every release', async () => {
    expect((await at('verify')).stdout).toContain('Verified release 3 of cursor/default');
    expect(await json('verify', '--release', '1')).toMatchObject({ valid: true, version: 1 });
  });

  it('shows a release, by number and by artifact', async () => {
    const second = await json<{ artifact_id: string }>('config', 'show', '--release', '2');
    expect(second).toMatchObject({ version: 2, metadata: { changelog: 'without local' } });
    expect(await json('config', 'show', '--artifact-id', second.artifact_id)).toMatchObject({ version: 2 });
    expect((await at('config', 'show')).stdout).toMatch(/^release 3 of cursor\/default, /);
  });

  it('starts the draft again from a release', async () => {
    expect(await json('draft', 'reset', '--release', '2')).toMatchObject({ servers: ['filesystem'] });
    expect((await at('draft', 'reset')).stdout).toContain('2 servers');
  });

  it('knows the profile, and the client with its state', async () => {
    expect(await json('profile', 'list')).toMatchObject({
      profiles: [{ profile_id: 'default', latest_version: 3 }],
    });
    const listed = await runJson(user, ['client', 'list']);
    expect(listed).toMatchObject({
      clients: [
        { client_id: 'cursor', installed: true, status: 'in_sync', server_count: 3, managed_count: 2 },
      ],
      count: 1,
    });
  });

  it('undeploys, with the bytes of the first hour', async () => {
    expect(await json('undeploy')).toMatchObject({
      status: 'undeployed',
      config_path: file,
      restored: expect.any(Boolean),
    });
    expect(await readFile(file, 'utf8')).toBe(BEFORE);
  });

  it('clears the draft', async () => {
    expect(await json('draft', 'clear')).toMatchObject({ status: 'cleared', previous_count: 2 });
  });

  it('has recorded every change', async () => {
    const { entries } = await runJson<{ entries: { operation: string; sequence: number }[] }>(user, [
      'audit',
      '--limit',
      '500',
    ]);
    const operations = new Set(entries.map(({ operation }) => operation));
    expect([...operations].sort()).toEqual([
      'add_server_to_config',
      'clear_draft_config',
      'deploy_config',
      'initialize_keys',
      'publish_config',
      'remove_server_from_config',
      'reset_draft',
      'rollback_config',
      'undeploy_config',
    ]);
    expect(entries.at(-1)?.sequence).toBe(1);
    const { stdout } = await run(user, ['audit', '--operation', 'initialize_keys', '--limit', '5']);
    expect(stdout.trim().split('\n')).toHaveLength(2);
  });
});
