import { beforeAll, describe, expect, it } from 'vitest';
import { makeUser, type Run, run, type User } from './support/cli.js';

let user: User;
beforeAll(async () => {
  user = await makeUser();
});

interface Message {
  readonly id?: number;
  readonly result?: {
    tools?: { name: string }[];
    serverInfo?: { name: string };
    structuredContent?: unknown;
    isError?: boolean;
  };
}

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

/** A whole session: what a client sends, then its end. */
async function session(
  args: readonly string[],
  requests: readonly object[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ messages: Message[]; ended: Run }> {
  const sent = [INITIALIZE, { jsonrpc: '2.0', method: 'notifications/initialized' }, ...requests];
  const ended = await run(user, args, { stdin: sent.map((one) => `${JSON.stringify(one)}\n`).join(''), env });
  const lines = ended.stdout.split('\n').filter((text) => text !== '');
  return { messages: lines.map((text) => JSON.parse(text) as Message), ended };
}

const call = (id: number, name: string, args: object = {}) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});
const LIST = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

describe('the stdio server', () => {
  it('is what runs without a command when stdin is no terminal, with JSON-RPC alone on stdout', async () => {
    const { messages, ended } = await session([], [LIST]);
    expect(ended.code).toBe(0);
    expect(messages.map(({ id }) => id)).toEqual([1, 2]);
    expect(messages[0]?.result?.serverInfo?.name).toBe('mcp-orchestration');
    expect(messages[1]?.result?.tools).toHaveLength(17);
  });

  it('shares its state with the command line', async () => {
    await session(['stdio'], [call(2, 'add_server_to_config', { server_id: 'memory', client_id: 'cursor' })]);
    const { stdout } = await run(user, ['draft', 'show', '-c', 'cursor']);
    expect(stdout).toContain('memory');
  });

  it('lets a session do no more than --permissions says', async () => {
    const { messages } = await session(
      ['stdio', '--permissions', 'config:read,config:draft'],
      [LIST, call(3, 'publish_config', { client_id: 'cursor' })],
    );
    const names = messages[1]?.result?.tools?.map(({ name }) => name);
    expect(names).toContain('add_server_to_config');
    expect(names).not.toContain('deploy_config');
    expect(messages[2]?.result).toMatchObject({ isError: true, structuredContent: { code: 'forbidden' } });
  });

  it('refuses a permission that there is not, names those that there are, and writes nothing to stdout', async () => {
    const { code, stdout, stderr } = await run(user, ['stdio', '--permissions', 'config:read,config:eat']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('There is no permission "config:eat".');
    expect(stderr).toContain('config:deploy, servers:manage');
  });

  it('keeps what a library says off stdout', async () => {
    const noisy =
      'const first = console; setInterval(() => console === first || console.log("noise"), 2).unref();';
    const { messages, ended } = await session(
      ['stdio'],
      Array.from({ length: 40 }, (_, index) => call(index + 2, 'list_available_servers')),
      { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(noisy)}` },
    );
    expect(messages.map(({ id }) => id).sort((left = 0, right = 0) => left - right)).toEqual(
      Array.from({ length: 41 }, (_, index) => index + 1),
    );
    expect(ended.stderr).toContain('noise');
  });
});
