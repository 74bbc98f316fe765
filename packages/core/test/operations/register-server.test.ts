import { describe, expect, it } from 'vitest';
import { sampleServer } from '../../src/testing/samples.js';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
const SERVER = {
  server_id: 'tide-table',
  display_name: 'Weather',
  description: 'Tells the weather.',
  transport: { type: 'stdio' as const, command: 'npx', args: ['-y', 'tide-table@1.0.0', '{city}'] },
  parameters: [{ name: 'city', type: 'string' as const, description: 'Where.', required: true }],
  env_vars: [{ name: 'WEATHER_KEY', description: 'The key.', required: true, secret: true }],
};
operationRules(bench, 'register_server', SERVER);

describe('registering a server', () => {
  it('answers the definition, as describe_server does', async () => {
    const registered = await bench().call('register_server', SERVER);
    expect(registered).toMatchObject({ server_id: 'tide-table', tags: [], transport: SERVER.transport });
    expect(await bench().call('describe_server', { server_id: 'tide-table' })).toEqual(registered);
  });

  it('lets it be found, and added to a draft with its parameters', async () => {
    await bench().call('register_server', SERVER);
    const found = await bench().call('list_available_servers', { search_query: 'tide-table' });
    expect(found.servers).toMatchObject([
      { server_id: 'tide-table', has_parameters: true, requires_env: true },
    ]);
    const { draft } = await bench().call('add_server_to_config', {
      server_id: 'tide-table',
      params: { city: 'Bergen' },
    });
    expect(draft.mcpServers['tide-table']).toEqual({
      command: 'npx',
      args: ['-y', 'tide-table@1.0.0', 'Bergen'],
      env: { WEATHER_KEY: `\${env:WEATHER_KEY}` },
    });
  });

  it('has validation know its secrets', async () => {
    await bench().call('register_server', SERVER);
    await bench().call('add_server_to_config', {
      server: { command: 'x', env: { WEATHER_KEY: 'plain-value' } },
      server_name: 'w',
    });
    expect((await bench().call('validate_config')).errors).toContainEqual(
      expect.objectContaining({ code: 'LITERAL_SECRET', server: 'w', field: 'env.WEATHER_KEY' }),
    );
  });

  it('registers an id once', async () => {
    await bench().call('register_server', SERVER);
    await expect(bench().call('register_server', { ...SERVER, display_name: 'Other' })).rejects.toMatchObject(
      { code: 'server_exists', kind: 'conflict' },
    );
    expect((await bench().call('describe_server', { server_id: 'tide-table' })).display_name).toBe('Weather');
  });

  it('replaces no bundled server', async () => {
    await expect(
      bench().call('register_server', sampleServer({ server_id: 'filesystem' })),
    ).rejects.toMatchObject({ code: 'server_exists', message: expect.stringContaining('bundled') });
  });

  it('records the id in the audit log', async () => {
    await bench().call('register_server', SERVER);
    expect(await bench().audit()).toMatchObject([
      { operation: 'register_server', outcome: 'success', detail: { server_id: 'tide-table' } },
    ]);
  });

  it.each([
    ['a placeholder without a parameter', { parameters: [] }, 'transport.args.2'],
    [
      'a secret with a default',
      { env_vars: [{ ...SERVER.env_vars[0], default: 'x' }] },
      'env_vars.0.default',
    ],
    ['a reserved id', { server_id: 'registry' }, 'server_id'],
    ['a transport that is none', { transport: { type: 'smoke' } }, 'transport.type'],
    ['an empty name', { display_name: '' }, 'display_name'],
  ])('refuses %s, naming the field', async (_what, change, field) => {
    await expect(bench().raw('register_server', { ...SERVER, ...change })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    });
    expect(await bench().audit()).toEqual([]);
  });
});
