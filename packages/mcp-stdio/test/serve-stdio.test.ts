import { existsSync } from 'node:fs';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askingClient, newClient } from './support/connect.js';
import { runMainJob } from './support/main-job.js';
import { useSession } from './support/start-session.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

const { command, start } = useSession();

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };

function call(id: number, name: string, args: Record<string, unknown> = {}) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});
afterEach(() => workshop.discard());

/** The messages on stdout. Fails where anything else stands there. */
function messagesOf(stdout: string): Record<string, unknown>[] {
  const lines = stdout.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    const message = JSON.parse(line);
    expect(message.jsonrpc).toBe('2.0');
    return message;
  });
}

describe('a session over standard streams', () => {
  it("takes the official SDK's client through the main job", async () => {
    const client = newClient();
    await client.connect(new StdioClientTransport(command(workshop.folder)));
    await client.listTools();
    for (const { name, expected, answer } of await runMainJob(client)) {
      expect(answer, name).toMatchObject({ isError: false, data: expected });
    }
    expect(existsSync(workshop.target)).toBe(true);
    await client.close();
  });

  it('asks the person behind the client', async () => {
    await workshop.call('initialize_keys');
    await workshop.call('add_server_to_config', { server_id: 'memory' });
    await workshop.call('publish_config');
    const { client, questions } = askingClient(() => ({ action: 'decline' }));
    await client.connect(new StdioClientTransport(command(workshop.folder)));
    expect((await client.callTool({ name: 'deploy_config' })).structuredContent).toMatchObject({
      code: 'consent_declined',
    });
    expect(questions).toHaveLength(1);
    expect(existsSync(workshop.target)).toBe(false);
    await client.close();
  });

  it('answers what was asked before the client closed its end, writes nothing but messages, and ends', async () => {
    const session = start(workshop.folder);
    session.send(INITIALIZE, INITIALIZED);
    for (let id = 1; id <= 50; id += 1) {
      session.send(call(id, 'add_server_to_config', { server: { command: 'x' }, server_name: `s-${id}` }));
    }
    session.child.stdin.end();
    expect(await session.ended).toBe(0);
    const answers = messagesOf(session.stdout());
    expect(answers.map(({ id }) => id).sort()).toEqual(Array.from({ length: 51 }, (_, id) => id).sort());
    expect(session.stderr()).toBe('closed\n');
    expect(await workshop.call('view_draft_config')).toMatchObject({ server_count: 50 });
  });

  it('goes on after lines that are no messages', async () => {
    const session = start(workshop.folder);
    session.child.stdin.write(
      'this is no JSON\n{"jsonrpc":"1.0"}\n[]\n\n{"jsonrpc":"2.0","id":{},"method":"x"}\n',
    );
    session.send(INITIALIZE, INITIALIZED, call(1, 'list_clients'), {
      jsonrpc: '2.0',
      id: 2,
      method: 'no/such',
    });
    session.child.stdin.end();
    expect(await session.ended).toBe(0);
    const answers = new Map(messagesOf(session.stdout()).map((message) => [message.id, message]));
    expect([...answers.keys()].sort()).toEqual([0, 1, 2]);
    expect(answers.get(1)).toMatchObject({ result: { structuredContent: { count: expect.any(Number) } } });
    expect(answers.get(2)).toMatchObject({ error: { code: -32601 } });
  });

  it('ends by itself when nothing was ever asked', async () => {
    const session = start(workshop.folder);
    session.child.stdin.end();
    expect(await session.ended).toBe(0);
    expect(session.stdout()).toBe('');
  });

  it('ends where a message is too long to be held', async () => {
    const session = start(workshop.folder);
    session.child.stdin.on('error', () => undefined);
    session.child.stdin.write('x'.repeat(11 * 1024 * 1024));
    expect(await session.ended).toBe(0);
    expect(session.stdout()).toBe('');
  });

  it.skipIf(process.platform === 'win32')('answers what was asked before a signal, and ends', async () => {
    const session = start(workshop.folder);
    session.send(INITIALIZE, INITIALIZED);
    await vi.waitFor(() => expect(session.stdout()).not.toBe(''), { timeout: 10_000 });
    session.send(call(1, 'list_clients'));
    await vi.waitFor(() => expect(session.stdout().split('\n')).toHaveLength(3), { timeout: 10_000 });
    session.child.kill('SIGTERM');
    expect(await session.ended).toBe(0);
    expect(session.stderr()).toBe('closed\n');
  });

  it('ends, and does not fall over, where nobody reads its answers any more', async () => {
    const session = start(workshop.folder);
    session.child.stdout.destroy();
    session.send(
      INITIALIZE,
      INITIALIZED,
      ...Array.from({ length: 20 }, (_, id) => call(id + 1, 'list_clients')),
    );
    expect(await session.ended).toBe(0);
    expect(session.stderr()).toBe('closed\n');
  });
});
