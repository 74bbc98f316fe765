import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeUser, type Run, run, runJson, type User } from './support/cli.js';
import { type RunningServer, startServer } from './support/server.js';

const API_KEY = 'k'.repeat(40);

let there: User;
let here: User;
let server: RunningServer;
let token: string;
beforeAll(async () => {
  [there, here] = await Promise.all([makeUser(), makeUser()]);
  server = await startServer(there, ['serve', '--port', '0'], {
    env: { MCP_ORCHESTRATION_API_KEY: API_KEY },
  });
  token = (await runJson<{ token: string }>(there, ['token', 'create', '--role', 'admin'])).token;
});
afterAll(() => server.stop());

const environment = (): Record<string, string> => ({
  MCP_ORCHESTRATION_SERVER: server.url,
  MCP_ORCHESTRATION_TOKEN: token,
});

/** Run a command here against the server. */
const remote = (...args: string[]): Promise<Run> => run(here, args, { env: environment() });

/** A server that is none of ours: what it was sent, and what it answers. */
async function listen(status: number, body: string) {
  const seen: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, seen, close: () => other.close() };
}

describe('a command with a server', () => {
  it('does the whole main job there, and nothing here', async () => {
    for (const args of [
      ['key', 'init'],
      ['draft', 'add', 'filesystem', '-c', 'cursor', '--param', 'path=/srv/notes'],
      ['publish', '-c', 'cursor', '--changelog', 'from afar'],
      ['deploy', '-c', 'cursor', '--yes'],
      ['status', '-c', 'cursor', '--exit-code'],
    ]) {
      const { code, stderr } = await remote(...args);
      expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 0, expect.any(String)]);
    }
    const file = await readFile(join(there.directory, '.cursor', 'mcp.json'), 'utf8');
    expect(JSON.parse(file)).toHaveProperty('mcpServers.filesystem');
    await expect(readFile(join(here.directory, '.cursor', 'mcp.json'))).rejects.toThrow('ENOENT');
    await expect(readFile(join(here.home, 'state.db'))).rejects.toThrow('ENOENT');
  });

  it.each([
    [['client', 'show', 'codex']],
    [['server', 'list', '--search', 'git']],
    [['server', 'list', '--transport', 'http', '--limit', '3', '--json']],
    [['draft', 'show', '-c', 'cursor']],
    [['history', '-c', 'cursor']],
    [['verify', '-c', 'cursor']],
    [['diff', '-c', 'cursor']],
    [['status', '-c', 'cursor', '--json']],
    [['status', '--exit-code']],
    [['key', 'list']],
    [['backup', 'list']],
    [['draft', 'remove', 'no-such-server', '-c', 'cursor']],
    [['config', 'show', '-c', 'zed']],
    [['server', 'show', 'no-such-server', '--json']],
    [['publish', '-c', 'vscode']],
    [['draft', 'add', 'filesystem', '-c', 'no/such/id']],
  ])(
    'prints what the same command prints on the machine of the server, and exits as it does: %j',
    async (args) => {
      const local = await run(there, args, { cwd: there.directory });
      expect(await remote(...args)).toEqual(local);
    },
  );

  it('is told where and with what by options too, before or after its name', async () => {
    const before = await run(here, [
      '--server',
      server.url,
      '--token',
      token,
      'history',
      '-c',
      'cursor',
      '--json',
    ]);
    const after = await run(here, [
      'history',
      '-c',
      'cursor',
      '--json',
      '--token',
      token,
      '--server',
      `${server.url}/`,
    ]);
    expect(before).toMatchObject({ code: 0, stderr: '' });
    expect(after).toEqual(before);
  });

  it('is refused where the address is empty, and does not work here instead', async () => {
    const { code, stdout } = await run(here, ['key', 'list', '--server', '', '--token', token]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('takes the API key of the environment where there is no token', async () => {
    const env = { MCP_ORCHESTRATION_SERVER: server.url, MCP_ORCHESTRATION_API_KEY: API_KEY };
    expect((await run(here, ['server', 'list'], { env })).code).toBe(0);
  });

  it('reads the files that it names from this machine', async () => {
    const path = join(here.directory, 'mine.json');
    await writeFile(path, '{ "mcpServers": { "mine": { "command": "node", "args": ["mine.js"] } } }');
    const imported = await remote('draft', 'import', '-c', 'windsurf', '--file', path, '--json');
    expect(JSON.parse(imported.stdout)).toMatchObject({ imported: ['mine'] });
    const compared = await remote('diff', path, '-c', 'cursor', '--json');
    expect(JSON.parse(compared.stdout)).toMatchObject({ status: 'diverged' });
  });

  it('works as the binaries of the first version do', async () => {
    const options = { env: environment(), bin: 'mcp-orchestration-list-servers' };
    const answer = await run(here, ['--format', 'json'], options);
    expect(JSON.parse(answer.stdout).count).toBeGreaterThan(0);
  });
});

describe('a server that does not let the caller in', () => {
  it('is exit 5, with what to do about it', async () => {
    for (const env of [
      { MCP_ORCHESTRATION_SERVER: server.url },
      { MCP_ORCHESTRATION_SERVER: server.url, MCP_ORCHESTRATION_TOKEN: 'A'.repeat(43) },
    ]) {
      const { code, stdout, stderr } = await run(here, ['key', 'list'], { env });
      expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
      expect(stderr).toContain('MCP_ORCHESTRATION_TOKEN');
      expect(stderr).not.toContain('AAAA');
    }
  });

  it('is exit 5, naming the permission that is missing', async () => {
    const viewer = await runJson<{ token: string }>(there, ['token', 'create', '--role', 'viewer']);
    const { code, stderr } = await run(here, ['publish', '-c', 'cursor'], {
      env: { ...environment(), MCP_ORCHESTRATION_TOKEN: viewer.token },
    });
    expect([code, stderr]).toEqual([5, expect.stringContaining('config:publish')]);
  });
});

describe('a server that is not there', () => {
  it('is exit 6, with a hint, and the token is nowhere in what is said', async () => {
    for (const debug of ['', '1']) {
      const { code, stdout, stderr } = await run(here, ['key', 'list', '--json'], {
        env: {
          ...environment(),
          MCP_ORCHESTRATION_SERVER: 'http://127.0.0.1:9',
          MCP_ORCHESTRATION_DEBUG: debug,
        },
      });
      expect(code).toBe(6);
      expect(JSON.parse(stdout)).toMatchObject({ code: 'unavailable', hint: expect.any(String) });
      expect(stdout + stderr).not.toContain(token);
    }
  });

  it('or is something else, is exit 6 as well', async () => {
    const other = await listen(404, '{"error":"nothing here"}');
    const { code, stderr } = await run(here, ['key', 'list', '--server', other.url, '--token', token]);
    expect([code, other.seen]).toEqual([6, [`Bearer ${token}`]]);
    expect(stderr).toContain('404');
    other.close();
  });

  it('and by plain http on another machine, is warned of', async () => {
    const far = ['key', 'list', '--server', 'http://mcp.invalid', '--token', token];
    const { code, stderr } = await run(here, far);
    expect(code).toBe(6);
    expect(stderr).toContain('warning: ');
    expect(stderr).not.toContain(token);
    expect((await run(here, [...far, '--json'])).stderr).toContain('warning: ');
    expect((await run(here, [...far, '--quiet'])).stderr).not.toContain('warning: ');
    const near = await run(here, ['key', 'list', '--server', 'http://localhost:9', '--token', token]);
    expect(near.stderr).not.toContain('warning: ');
  });
});

describe('a command that is about this machine', () => {
  it.each([
    ['init'],
    ['doctor'],
    ['serve'],
    ['stdio'],
    ['completion', 'bash'],
    ['watch'],
    ['status', '--watch'],
  ])('%s is refused, and says why', async (...args) => {
    const { code, stdout, stderr } = await remote(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('works on this machine alone');
  });

  it('goes on where --home names it, whatever the environment says', async () => {
    expect((await remote('init', '--home', join(here.directory, 'other'), '--json')).code).toBe(0);
    expect((await remote('doctor', '--home', join(here.directory, 'other'))).code).toBe(0);
  });

  it.each(['mcp-orchestration-init', 'mcp-orchestration-serve-http'])('%s is one too', async (bin) => {
    const { code, stderr } = await run(here, ['--server', server.url], { bin });
    expect([code, stderr]).toEqual([2, expect.stringContaining('works on this machine alone')]);
  });
});
