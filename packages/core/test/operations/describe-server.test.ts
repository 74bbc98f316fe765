import { describe, expect, it } from 'vitest';
import { sampleServer } from '../../src/testing/samples.js';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'describe_server', { server_id: 'memory' });

describe('describing a server', () => {
  it('tells all that is needed to add it', async () => {
    expect(await bench().call('describe_server', { server_id: 'filesystem' })).toEqual({
      server_id: 'filesystem',
      display_name: 'Filesystem',
      description: expect.any(String),
      transport: {
        type: 'stdio',
        command: 'npx',
        args: ['-y', expect.stringMatching(/^@modelcontextprotocol\/server-filesystem@\d/), '{path}'],
      },
      parameters: [
        {
          name: 'path',
          type: 'string_list',
          description: expect.any(String),
          required: true,
          default: null,
          example: '/home/me/projects',
        },
      ],
      env_vars: { required: [], optional: [] },
      npm_package: '@modelcontextprotocol/server-filesystem',
      pypi_package: null,
      version: expect.stringMatching(/^\d/),
      installation: expect.stringContaining('Node.js'),
      documentation_url: expect.stringMatching(/^https:/),
      tags: expect.arrayContaining(['files']),
      usage_example: expect.stringContaining('filesystem'),
    });
  });

  it('tells required variables from optional ones, and which are secret', async () => {
    const { env_vars } = await bench().call('describe_server', { server_id: 'brave-search' });
    expect(env_vars.required).toContainEqual(
      expect.objectContaining({ name: 'BRAVE_API_KEY', secret: true }),
    );
    expect(env_vars.optional.map(({ name }) => name)).not.toContain('BRAVE_API_KEY');
  });

  it('describes a server that was registered', async () => {
    await bench().call('register_server', sampleServer({ server_id: 'io.github.me/files' }));
    expect(await bench().call('describe_server', { server_id: 'io.github.me/files' })).toMatchObject({
      server_id: 'io.github.me/files',
      npm_package: null,
      documentation_url: null,
      version: null,
    });
  });

  it('does not know others', async () => {
    await expect(bench().call('describe_server', { server_id: 'nowhere' })).rejects.toMatchObject({
      code: 'server_not_found',
      message: 'There is no server "nowhere" in the catalogue.',
    });
  });

  it.each(['registry', '', '../x', 'A B', '__proto__'])('takes %j for no id', async (server_id) => {
    await expect(bench().call('describe_server', { server_id })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: expect.arrayContaining([expect.objectContaining({ field: 'server_id' })]),
    });
  });

  it.each(['constructor', 'tostring'])('takes %j for an id of nothing', async (server_id) => {
    await expect(bench().call('describe_server', { server_id })).rejects.toMatchObject({
      code: 'server_not_found',
    });
  });

  it('asks for an id', async () => {
    await expect(bench().raw('describe_server', {})).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'server_id', message: 'This field is required.' }],
    });
  });
});
