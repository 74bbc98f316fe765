import { cp, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../apps/cli/package.json' with { type: 'json' };
import { type Installed, installPackages } from './package/installed.js';
import { type Ended, ROOT, run } from './support/binary.js';
import { makeUserHome, type UserHome } from './support/user-home.js';

/** The largest that the packed program may be, in bytes. Lower it when it shrinks. */
const LARGEST = 1_500_000;

const BINARIES = Object.keys(manifest.bin);
const LIBRARIES = ['core', 'auth', 'http', 'mcp-stdio'].map((name) => `@mcp-orchestration/${name}`);

let installed: Installed;
let user: UserHome;

/** Run an installed binary as the user. */
function type(name: string, args: readonly string[] = []): Promise<Ended> {
  return run([join(installed.folder, 'node_modules/.bin', name), ...args], {
    env: user.env,
    cwd: user.folder,
  });
}

/** Run a program of this repository's tools on what is installed. */
function tool(path: string, args: readonly string[]): Promise<Ended> {
  return run([process.execPath, join(ROOT, 'node_modules', path), ...args], {
    env: process.env,
    cwd: installed.folder,
  });
}

beforeAll(async () => {
  user = await makeUserHome();
  installed = await installPackages();
}, 300_000);

afterAll(async () => {
  await installed.remove();
  await user.remove();
});

describe('the packages, packed and installed into an empty folder', () => {
  it('hold no range that only the workspace understands', async () => {
    for (const name of ['mcp-orchestration', ...LIBRARIES]) {
      const text = await readFile(join(installed.folder, 'node_modules', name, 'package.json'), 'utf8');
      expect(text, name).not.toMatch(/"(catalog|workspace):/);
    }
  });

  it('are not larger than they were', async () => {
    const { size } = await stat(installed.tarballs.get('mcp-orchestration') ?? '');
    process.stdout.write(`package: mcp-orchestration is ${size} bytes packed\n`);
    expect(size).toBeLessThanOrEqual(LARGEST);
  });

  it.each(['mcp-orchestration', ...LIBRARIES])('%s has nothing that publint would say', async (name) => {
    const data = await readFile(installed.tarballs.get(name) ?? '');
    const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it.each(LIBRARIES)('%s has types for every way to import it', { timeout: 60_000 }, async (name) => {
    const file = installed.tarballs.get(name) ?? '';
    const ended = await tool('@arethetypeswrong/cli/dist/index.js', [file, '--profile', 'esm-only']);
    expect(ended, ended.stdout).toMatchObject({ exitCode: 0 });
  });

  it.each(BINARIES)('%s shows its help and its version', async (name) => {
    const [help, version] = await Promise.all([type(name, ['--help']), type(name, ['--version'])]);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toContain(`Usage: ${name}`);
    expect(version).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('do their work by the names of the first version', { timeout: 60_000 }, async () => {
    const cursor = ['-c', 'cursor', '-p', 'default', '--format', 'json'];
    const jobs: readonly [name: string, args: readonly string[], answer: object][] = [
      ['init', ['--format', 'json'], { keys: { status: 'initialized' } }],
      ['discover', ['--format', 'json'], { clients: expect.any(Array) }],
      ['list-servers', ['--search', 'filesystem', '--format', 'json'], { count: expect.any(Number) }],
      ['describe-server', ['filesystem', '--format', 'json'], { server_id: 'filesystem' }],
      ['add-server', ['filesystem', '--param', 'path=/tmp', ...cursor], { status: 'added' }],
      ['add-server', ['memory', '-n', 'notes', ...cursor], { server_name: 'notes', server_count: 2 }],
      ['remove-server', ['notes', ...cursor], { status: 'removed', server_count: 1 }],
      ['publish-config', ['--changelog', 'First.', ...cursor], { status: 'published', version: 1 }],
      ['deploy-config', cursor, { status: 'deployed', config_path: join(user.folder, '.cursor/mcp.json') }],
    ];
    for (const [name, args, answer] of jobs) {
      const ended = await type(`mcp-orchestration-${name}`, args);
      expect(ended, `${name}\n${ended.stdout}${ended.stderr}`).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(ended.stdout), name).toMatchObject(answer);
    }
    expect(JSON.parse(await user.read('.cursor/mcp.json'))).toHaveProperty('mcpServers.filesystem');
    const status = await type('mcp-orchestration', ['status', '-c', 'cursor', '--exit-code', '--json']);
    expect(status.exitCode).toBe(0);
  });

  it('serve HTTP to the token that they made', async () => {
    const { stdout } = await type('mcp-orchestration-generate-token', ['--name', 'ci']);
    const token = /^Generated token: ([\w-]{43})$/m.exec(stdout)?.[1] ?? '';
    expect(token).not.toBe('');
    // The shell ends the server, so that whoever wrapped it is ended too.
    const script = `mcp-orchestration-serve-http --port 0 > served 2>&1 & server=$!
for wait in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  url=$(sed -n 's/.* \\(http:[^ ]*\\)$/\\1/p' served | head -n 1); [ -n "$url" ] && break; sleep 0.5
done
curl -sSf -H "Authorization: Bearer $TOKEN" "$url/v1/servers/filesystem"; answered=$?
curl -sS -o /dev/null -w '\\n%{http_code}' "$url/v1/servers/filesystem"
kill -TERM $server; wait $server; [ $answered = 0 ]`;
    const env = {
      ...user.env,
      PATH: `${join(installed.folder, 'node_modules/.bin')}:${user.env.PATH}`,
      TOKEN: token,
    };
    const ended = await run(['sh', '-c', script], { env, cwd: user.folder });
    expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
    const [answer = '', refused] = ended.stdout.split('\n');
    expect(JSON.parse(answer)).toMatchObject({ server_id: 'filesystem' });
    expect(refused).toBe('401');
  });
});

describe('the library, installed from its tarball', () => {
  const example = join(ROOT, 'examples/library/publish-and-deploy.mjs');

  it('has types that know what operations take and answer', { timeout: 180_000 }, async () => {
    const source = await readFile(example, 'utf8');
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    await writeFile(join(installed.folder, 'program.ts'), source);
    const wrong = `import { openOrchestration } from '@mcp-orchestration/core';
const { call } = await openOrchestration();
// @ts-expect-error: there is no such operation.
await call('publish_confg', {});
// @ts-expect-error: the field is called client_id.
await call('publish_config', { client: 'cursor' });
// @ts-expect-error: a version is a number.
export const version: string = (await call('publish_config', {})).version;
`;
    await writeFile(join(installed.folder, 'mistakes.ts'), wrong);
    // As a program for Node has it; what the library's declarations say is checked too.
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'nodenext',
      target: 'es2023',
      lib: ['es2023'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
      types: ['node'],
    };
    const project = { compilerOptions, files: ['program.ts', 'mistakes.ts'] };
    await writeFile(join(installed.folder, 'tsconfig.json'), JSON.stringify(project));
    const ended = await tool('typescript/bin/tsc', ['--project', '.']);
    expect(ended, ended.stdout).toMatchObject({ exitCode: 0 });
  });

  it('publishes and deploys, as examples/library says', async () => {
    await cp(example, join(installed.folder, 'publish-and-deploy.mjs'));
    const home = await makeUserHome();
    const program = join(installed.folder, 'publish-and-deploy.mjs');
    const ended = await run([process.execPath, program], { env: home.env, cwd: home.folder });
    const files = await home.files();
    await home.remove();
    expect(ended, ended.stderr).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ended.stdout).toContain('Release 1 is in');
    expect(Object.values(files).join()).toContain('filesystem');
  });

  it.each(LIBRARIES)('%s can be imported', async (name) => {
    const program = `const names = Object.keys(await import('${name}')); console.log(names.length > 0);`;
    const ended = await run([process.execPath, '--input-type=module', '-e', program], {
      env: user.env,
      cwd: installed.folder,
    });
    expect(ended).toEqual({ exitCode: 0, stdout: 'true\n', stderr: '' });
  });
});

describe('the program, installed from its tarball', () => {
  it('goes the whole way for four clients, as examples/quickstart says', { timeout: 120_000 }, async () => {
    const folder = join(installed.folder, 'quickstart');
    await cp(join(ROOT, 'examples/quickstart'), folder, {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
    const ended = await run([process.execPath, 'run.mjs'], { env: user.env, cwd: folder });
    expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
    for (const client of ['claude-desktop', 'vscode', 'codex', 'goose']) {
      expect(ended.stdout).toContain(
        `${client}: drafted, published, deployed, drifted, rolled back, undeployed`,
      );
    }
  });
});
