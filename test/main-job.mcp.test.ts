import { JSONRPCMessageSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBinary } from './support/binary.js';
import { openStdioSession, type SessionOptions, type StdioSession } from './support/stdio-session.js';
import { makeUserHome, type UserHome } from './support/user-home.js';

const FILE = '.cursor/mcp.json';
const FIRST = `{
  // what I want to keep
  "mcpServers": {
    "own": { "command": "own-server", "args": [] },
  },
  "scale": 13.0
}
`;
const CURSOR = { client_id: 'cursor' };

let user: UserHome;
const sessions: StdioSession[] = [];

async function open(options?: SessionOptions): Promise<StdioSession> {
  const session = await openStdioSession(user, options);
  sessions.push(session);
  return session;
}

/** Draft and publish a release with one server. */
async function publish(session: StdioSession, name = 'tools'): Promise<void> {
  const server = { command: 'node', args: [`${name}.js`] };
  await session.call('initialize_keys');
  await session.call('add_server_to_config', { ...CURSOR, server_name: name, server });
  expect(await session.call('publish_config', CURSOR)).toMatchObject({ failed: false });
}

beforeEach(async () => {
  user = await makeUserHome();
  await user.write(FILE, FIRST);
});

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  await user.remove();
});

describe('the stdio program, driven by the client of the official SDK', () => {
  it('does the whole main job', async () => {
    const session = await open();
    const { call, client } = session;
    expect((await client.listTools()).tools).toHaveLength(17);
    expect(client.getServerVersion()).toMatchObject({ name: 'mcp-orchestration' });

    expect(await call('list_clients')).toMatchObject({ failed: false });
    expect(await call('initialize_keys')).toMatchObject({ data: { status: 'initialized' } });
    const found = await call('list_available_servers', { search_query: 'filesystem' });
    expect(found.data.servers).toContainEqual(expect.objectContaining({ server_id: 'filesystem' }));
    expect(await call('describe_server', { server_id: 'filesystem' })).toMatchObject({ failed: false });
    // Some clients send an object as JSON text.
    const files = { ...CURSOR, server_id: 'filesystem', params: '{"path":"/tmp"}' };
    expect(await call('add_server_to_config', files)).toMatchObject({ data: { server_count: 1 } });
    const tools = { ...CURSOR, server_name: 'tools', server: { command: 'node', args: ['tools.js'] } };
    expect(await call('add_server_to_config', tools)).toMatchObject({ data: { server_count: 2 } });
    expect(await call('validate_config', CURSOR)).toMatchObject({ data: { valid: true } });
    const published = await call('publish_config', { ...CURSOR, changelog: 'First.' });
    expect(published.data).toMatchObject({ status: 'published', version: 1, server_count: 2 });

    const planned = await call('deploy_config', { ...CURSOR, dry_run: true });
    expect(planned.data).toMatchObject({ status: 'planned', deployed_at: null });
    expect(planned.data.diff).toContain('+');
    expect(await user.read(FILE)).toBe(FIRST);

    const deployed = await call('deploy_config', CURSOR);
    expect(deployed.data).toMatchObject({
      status: 'deployed',
      changes: [
        { name: 'filesystem', action: 'add' },
        { name: 'tools', action: 'add' },
      ],
    });
    const released = await user.read(FILE);
    for (const line of [
      '// what I want to keep',
      '"own": { "command": "own-server", "args": [] },',
      '"scale": 13.0',
    ]) {
      expect(released).toContain(line);
    }
    expect(await call('check_drift', CURSOR)).toMatchObject({ data: { status: 'in_sync' } });

    await user.write(FILE, released.replace('tools.js', 'edited.js'));
    const drift = await call('check_drift', CURSOR);
    expect(drift.data.status).toBe('drifted');
    expect(drift.data.servers).toContainEqual(expect.objectContaining({ name: 'tools', state: 'drifted' }));
    await user.write(FILE, released);

    await call('remove_server_from_config', { ...CURSOR, server_name: 'tools' });
    expect(await call('publish_config', CURSOR)).toMatchObject({ data: { version: 2 } });
    expect(await call('deploy_config', CURSOR)).toMatchObject({ data: { version: 2 } });
    expect(await user.read(FILE)).not.toContain('tools.js');
    const back = await call('rollback_config', { ...CURSOR, to: 1, deploy: true });
    expect(back.data).toMatchObject({
      status: 'rolled_back',
      version: 3,
      rolled_back_to: 1,
      artifact_id: published.data.artifact_id,
      deployment: { status: 'deployed' },
    });
    expect(await user.read(FILE)).toContain('tools.js');
    const resource = await client.readResource({ uri: 'config://cursor/default/deployed' });
    expect(JSON.stringify(resource.contents)).toContain(String(published.data.artifact_id));
    expect(session.faults).toEqual([]);
  });

  it('says what went wrong as a result, and goes on', async () => {
    const { call, faults } = await open();
    expect(await call('publish_config', CURSOR)).toMatchObject({
      failed: true,
      data: { code: 'draft_empty' },
    });
    expect(await call('no_such_tool')).toMatchObject({ failed: true, data: { code: 'operation_not_found' } });
    expect(await call('list_clients')).toMatchObject({ failed: false });
    expect(faults).toEqual([]);
  });

  it('writes when the user, who is asked, agrees to the plan', async () => {
    const session = await open({ answer: () => ({ action: 'accept', content: { deploy: true } }) });
    await publish(session);
    expect(await session.call('deploy_config', CURSOR)).toMatchObject({ data: { status: 'deployed' } });
    expect(session.questions).toHaveLength(1);
    expect(session.questions[0]).toContain(FILE);
    expect(session.questions[0]).toContain('tools');
    expect(await user.read(FILE)).toContain('tools.js');
  });

  it.each<[string, SessionOptions['answer']]>([
    ['declines', () => ({ action: 'decline' })],
    ['walks away', () => ({ action: 'cancel' })],
    ['answers no', () => ({ action: 'accept', content: { deploy: false } })],
  ])('writes nothing when the user, who is asked, %s', async (_how, answer) => {
    const preparing = await open();
    await publish(preparing);
    const before = await user.files();
    const session = await open({ ...(answer === undefined ? {} : { answer }) });
    const declined = { failed: true, data: { code: 'consent_declined' } };
    expect(await session.call('deploy_config', CURSOR)).toMatchObject(declined);
    expect(await session.call('rollback_config', { ...CURSOR, to: 1, deploy: true })).toMatchObject(declined);
    expect(session.questions).toHaveLength(2);
    expect(await user.files()).toEqual(before);
    expect(await preparing.call('check_drift', CURSOR)).toMatchObject({
      data: { status: 'not_deployed', latest_version: 1 },
    });
  });

  it('changes not one byte for a session that may only read', async () => {
    const owner = await open();
    await publish(owner);
    const before = await user.files();
    const { call, client } = await open({ args: ['stdio', '--permissions', 'config:read'] });
    const { tools } = await client.listTools();
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);

    const writing = (await owner.client.listTools()).tools.filter((tool) => !tool.annotations?.readOnlyHint);
    const inputs: Record<string, Record<string, unknown>> = {
      add_server_to_config: { ...CURSOR, server_id: 'memory' },
      remove_server_from_config: { ...CURSOR, server_name: 'tools' },
      deploy_config: { ...CURSOR, force: true },
      rollback_config: { ...CURSOR, to: 1, deploy: true },
      initialize_keys: { regenerate: true },
    };
    expect(writing.length).toBeGreaterThanOrEqual(8);
    for (const { name } of writing) {
      const answer = await call(name, inputs[name] ?? CURSOR);
      expect(answer, name).toMatchObject({ failed: true, data: { code: 'forbidden' } });
    }
    expect(await user.files()).toEqual(before);
    expect(await owner.call('view_draft_config', CURSOR)).toMatchObject({ data: { servers: ['tools'] } });
  });

  it('puts nothing but messages of JSON-RPC on stdout, whatever it reads', async () => {
    const clientInfo = { name: 'raw', version: '0' };
    const lines = [
      {
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
      },
      { method: 'notifications/initialized' },
      { id: 2, method: 'tools/list' },
      { id: 3, method: 'tools/call', params: { name: 'deploy_config', arguments: { client_id: '../..' } } },
      { id: 4, method: 'no/such/method' },
    ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
    const stdin = `${[...lines, 'this is no message', '{"jsonrpc":"2.0"'].join('\n')}\n`;
    const { stdout, exitCode } = await runBinary(['stdio'], { env: user.env, cwd: user.folder, stdin });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSONRPCMessageSchema.parse(JSON.parse(line)));
    const ids = answers.flatMap((answer) => ('id' in answer ? [answer.id] : []));
    expect(ids).toEqual(expect.arrayContaining([1, 2, 3, 4]));
    expect(exitCode).toBe(0);
  });
});
