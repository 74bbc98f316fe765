// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'add_server_to_config', { client_id: 'cursor', server_id: 'memory' });

describe('adding a server of the catalogue', () => {
  it('answers the draft with the server in it', async () => {
    const added = await bench().call('add_server_to_config', {
      server_id: 'filesystem',
      params: { path: ['/a', '/b c'] },
    });
    expect(added).toEqual({
      status: 'added',
      server_name: 'filesystem',
      client_id: 'claude-desktop',
      profile_id: 'default',
      draft: {
        mcpServers: {
          filesystem: {
            command: 'npx',
            args: ['-y', expect.stringMatching(/^@modelcontextprotocol\/server-filesystem@\d/), '/a', '/b c'],
          },
        },
      },
      servers: ['filesystem'],
      server_count: 1,
      revision: 1,
      base_version: null,
      updated_at: expect.any(String),
    });
  });

  it('refers to a secret that is not given, and takes variables that are', async () => {
    const { draft } = await bench().call('add_server_to_config', {
      server_id: 'brave-search',
      env_vars: { EXTRA: 'on' },
    });
    expect(draft.mcpServers['brave-search']).toMatchObject({
      env: { BRAVE_API_KEY: '${env:BRAVE_API_KEY}', EXTRA: 'on' },
    });
  });

  it('takes another name', async () => {
    const added = await bench().call('add_server_to_config', {
      server_id: 'memory',
      server_name: 'my memory',
    });
    expect([added.server_name, added.servers]).toEqual(['my memory', ['my memory']]);
  });

  it('asks for the parameters that it needs, by name', async () => {
    await expect(bench().call('add_server_to_config', { server_id: 'filesystem' })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'params.path' })],
    });
    expect((await bench().call('view_draft_config')).revision).toBe(0);
  });

  it('refuses parameters that it does not have', async () => {
    await expect(
      bench().call('add_server_to_config', { server_id: 'memory', params: { colour: 'red' } }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: 'params.colour' })],
    });
  });

  it('does not know every server', async () => {
    await expect(bench().call('add_server_to_config', { server_id: 'nowhere' })).rejects.toMatchObject({
      code: 'server_not_found',
    });
  });
});

describe('adding an entry of its own', () => {
  it('takes it as it is', async () => {
    const server = { type: 'sse' as const, url: 'https://h/sse', headers: { 'X-Key': '${env:KEY}' } };
    const { draft } = await bench().call('add_server_to_config', { server, server_name: 'remote' });
    expect(draft).toEqual({ mcpServers: { remote: server } });
  });

  it('lays variables over those of the entry', async () => {
    const { draft } = await bench().call('add_server_to_config', {
      server: { command: 'x', env: { A: '1', B: '2' } },
      env_vars: { B: '3', C: '4' },
      server_name: 'x',
    });
    expect(draft.mcpServers.x).toEqual({ command: 'x', env: { A: '1', B: '3', C: '4' } });
  });

  it.each([
    ['no name', { server: { command: 'x' } }, 'server_name'],
    ['parameters', { server: { command: 'x' }, server_name: 'x', params: { a: 1 } }, 'params'],
    [
      'variables for a remote server',
      { server: { type: 'http', url: 'https://h' }, server_name: 'x', env_vars: { A: '1' } },
      'env_vars',
    ],
    [
      'a variable with a blank',
      { server: { command: 'x' }, server_name: 'x', env_vars: { 'A B': '1' } },
      'env_vars',
    ],
    ['a value with NUL', { server: { command: 'x' }, server_name: 'x', env_vars: { A: 'a\0' } }, 'env_vars'],
    ['neither an id nor an entry', { server_name: 'x' }, 'server_id'],
    ['both an id and an entry', { server_id: 'memory', server: { command: 'x' } }, 'server_id'],
    ['a name with a line break', { server: { command: 'x' }, server_name: 'a\nb' }, 'server_name'],
    ['the name __proto__', { server: { command: 'x' }, server_name: '__proto__' }, 'server_name'],
    ['an empty name', { server: { command: 'x' }, server_name: '' }, 'server_name'],
    ['an empty command', { server: { command: '' }, server_name: 'x' }, 'server.command'],
    ['arguments that are no list', { server: { command: 'x', args: 'y' }, server_name: 'x' }, 'server.args'],
    ['a url that is none', { server: { type: 'http', url: 'ftp://h' }, server_name: 'x' }, 'server.url'],
  ])('refuses %s, naming the field', async (_what, input, field) => {
    await expect(bench().raw('add_server_to_config', input)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    });
    expect((await bench().call('view_draft_config')).revision).toBe(0);
  });
});

describe('adding to a draft', () => {
  it('takes no name twice', async () => {
    await bench().call('add_server_to_config', { server_id: 'memory' });
    await expect(bench().call('add_server_to_config', { server_id: 'memory' })).rejects.toMatchObject({
      code: 'server_name_taken',
      message: 'The draft already has a server named "memory".',
    });
    expect((await bench().call('view_draft_config')).revision).toBe(1);
  });

  it('refuses where the draft has another revision than the caller saw', async () => {
    await bench().call('add_server_to_config', { server_id: 'memory', revision: 0 });
    await expect(
      bench().call('add_server_to_config', { server_id: 'everything', revision: 0 }),
    ).rejects.toMatchObject({ code: 'revision_conflict', kind: 'conflict' });
    const { revision } = await bench().call('add_server_to_config', { server_id: 'everything', revision: 1 });
    expect(revision).toBe(2);
  });

  it('loses none of what several processes add at once', async () => {
    const others = await Promise.all([bench().another(), bench().another()]);
    const all = [bench(), ...others];
    await Promise.all(
      all.flatMap((process, index) =>
        ['a', 'b'].map((letter) =>
          process.call('add_server_to_config', {
            server: { command: 'x' },
            server_name: `${letter}${index}`,
          }),
        ),
      ),
    );
    await Promise.all(others.map((process) => process.close()));
    const { servers, revision } = await bench().call('view_draft_config');
    expect(servers.toSorted()).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
    expect(revision).toBe(6);
  });

  it('lets one of two through who saw the same revision', async () => {
    const outcomes = await Promise.allSettled(
      ['a', 'b'].map((server_name) =>
        bench().call('add_server_to_config', { server: { command: 'x' }, server_name, revision: 0 }),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('records the name and never the values', async () => {
    await bench().call('add_server_to_config', {
      server_id: 'memory',
      server_name: 'm',
      env_vars: { MEMORY_FILE_PATH: '/private/path' },
    });
    const entry = (await bench().audit()).at(-1);
    expect(entry).toMatchObject({
      operation: 'add_server_to_config',
      principal: 'local:tester',
      client_id: 'claude-desktop',
      profile_id: 'default',
      detail: { server_name: 'm', server_id: 'memory', revision: 1 },
    });
    expect(JSON.stringify(entry)).not.toContain('/private/path');
  });
});
