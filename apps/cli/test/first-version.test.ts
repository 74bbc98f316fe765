import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeUser, type Run, run, type User } from './support/cli.js';

let user: User;
beforeAll(async () => {
  user = await makeUser();
});

const old = (name: string, ...args: string[]): Promise<Run> =>
  run(user, args, { bin: `mcp-orchestration-${name}` });
const dev = ['-c', 'cursor', '-p', 'dev'] as const;

/** One story, with the words that people of the first version type. */
describe('the binaries of the first version', () => {
  it('init makes the key, and --regenerate another', async () => {
    expect((await old('init')).stdout).toContain('The signing key was made.');
    const { code, stdout } = await old('init', '--regenerate');
    expect({ code, said: stdout.includes('A new key signs from now on.') }).toEqual({ code: 0, said: true });
  });

  it('discover lists the clients', async () => {
    expect((await old('discover')).stdout).toMatch(/cursor +Cursor/);
    expect(JSON.parse((await old('discover', '--format', 'json')).stdout).count).toBeGreaterThan(20);
  });

  it('list-servers searches, by transport, as text or JSON', async () => {
    const { stdout } = await old(
      'list-servers',
      '--transport',
      'stdio',
      '--search',
      'filesystem',
      '--format',
      'json',
    );
    expect(JSON.parse(stdout).servers[0]).toMatchObject({ server_id: 'filesystem', transport: 'stdio' });
    expect((await old('list-servers', '--format', 'text')).stdout).toMatch(/^SERVER +TYPE/);
  });

  it('describe-server describes one', async () => {
    expect(
      JSON.parse((await old('describe-server', 'filesystem', '--format', 'json')).stdout).server_id,
    ).toBe('filesystem');
    expect((await old('describe-server', 'filesystem')).stdout).toContain('PARAMETER');
  });

  it('add-server adds to the draft', async () => {
    const { code, stdout } = await old(
      'add-server',
      'filesystem',
      ...dev,
      '--param',
      'path=/notes',
      '--env',
      'DEBUG=1',
      '-n',
      'notes',
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Added notes to the draft of cursor/dev: 1 server.\n',
    });
    await old('add-server', 'memory', '--client', 'cursor', '--profile', 'dev');
  });

  it('remove-server takes out of the draft', async () => {
    expect((await old('remove-server', 'memory', ...dev)).stdout).toContain('Took memory out of the draft');
  });

  it('publish-config publishes the draft', async () => {
    const { stdout } = await old('publish-config', ...dev, '--changelog', 'by the old binary');
    expect(stdout).toContain('Published release 1 of cursor/dev: 1 server.');
  });

  it('publish-config publishes the payload of a file in place of the draft', async () => {
    const file = join(user.directory, 'payload.json');
    await writeFile(
      file,
      JSON.stringify({ mcpServers: { one: { command: 'one' }, two: { url: 'https://two.example/mcp' } } }),
    );
    const published = JSON.parse(
      (await old('publish-config', ...dev, '--file', file, '--format', 'json')).stdout,
    );
    expect(published).toMatchObject({ status: 'published', version: 2, server_count: 2 });
  });

  it('publish-config leaves the draft as it was where the file is no good', async () => {
    const file = join(user.directory, 'bad.json');
    await writeFile(file, JSON.stringify({ mcpServers: { fine: { command: 'x' }, bad: { command: 7 } } }));
    expect((await old('publish-config', ...dev, '--file', file)).code).toBe(2);
    const { stdout } = await run(user, ['draft', 'show', ...dev, '--json']);
    expect(JSON.parse(stdout).servers).toEqual(['one', 'two']);
  });

  it('deploy-config deploys the latest, or an artifact', async () => {
    const file = join(user.directory, '.cursor', 'mcp.json');
    const deployed = JSON.parse((await old('deploy-config', ...dev, '--format', 'json')).stdout);
    expect(deployed).toMatchObject({ status: 'deployed', version: 2, config_path: file });
    expect(await readFile(file, 'utf8')).toContain('two.example');
    const { stdout } = await old('deploy-config', ...dev, '--artifact-id', deployed.artifact_id);
    expect(stdout).toContain('Unchanged: release 2 of cursor/dev');
  });

  it('generate-token prints the token as its third word', async () => {
    const { stdout } = await old('generate-token', '--name', 'old');
    expect(stdout.split('\n')[0]?.split(' ')[2]).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(stdout).toContain('name:        old');
  });

  it('each shows its help, with an example, and its version', async () => {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
    for (const name of Object.keys(manifest.bin)) {
      const help = await run(user, ['--help'], { bin: name });
      expect(help.stdout).toContain(`Usage: ${name} `);
      expect(help.stdout).toContain('Examples:');
    }
    expect((await old('deploy-config', '--version')).stdout).toBe(`${manifest.version}\n`);
  });
});
