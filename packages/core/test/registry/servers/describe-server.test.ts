import { describe, expect, it } from 'vitest';
import { BUNDLED_SERVERS } from '../../../src/registry/servers/bundled-servers.js';
import { describeServer, summarizeServer } from '../../../src/registry/servers/describe-server.js';
import {
  type ServerDefinition,
  serverDefinitionSchema,
} from '../../../src/registry/servers/server-definition.js';

const definition = serverDefinitionSchema.parse({
  server_id: 'mine',
  display_name: 'Mine',
  description: 'My own server.',
  transport: { type: 'stdio', command: 'npx', args: ['-y', 'mine@1.2.3', '{path}', '--n={count}'] },
  parameters: [
    { name: 'path', type: 'path', description: 'Where.', required: true, example: "/it's here" },
    { name: 'count', type: 'number', description: 'How many.', required: false, default: 0 },
  ],
  env_vars: [
    { name: 'TOKEN', description: 'A token.', required: true, secret: true },
    { name: 'LEVEL', description: 'A level.', required: false, secret: false, default: 'info' },
  ],
  npm_package: 'mine',
  version: '1.2.3',
  tags: ['own'],
});

const bare: ServerDefinition = {
  ...definition,
  transport: { type: 'sse', url: 'https://a.example', auth_type: 'oauth', note: 'Sign in.' },
  parameters: [],
  env_vars: definition.env_vars.slice(1),
};

describe('describing a server', () => {
  it('tells everything that is needed to add it', () => {
    expect(describeServer(definition)).toEqual({
      server_id: 'mine',
      display_name: 'Mine',
      description: 'My own server.',
      transport: { type: 'stdio', command: 'npx', args: ['-y', 'mine@1.2.3', '{path}', '--n={count}'] },
      parameters: [
        {
          name: 'path',
          type: 'path',
          description: 'Where.',
          required: true,
          default: null,
          example: "/it's here",
        },
        {
          name: 'count',
          type: 'number',
          description: 'How many.',
          required: false,
          default: 0,
          example: null,
        },
      ],
      env_vars: {
        required: [{ name: 'TOKEN', description: 'A token.', secret: true }],
        optional: [{ name: 'LEVEL', description: 'A level.', secret: false, default: 'info' }],
      },
      npm_package: 'mine',
      pypi_package: null,
      version: '1.2.3',
      installation: 'Needs Node.js; npx fetches the package when the server first starts.',
      documentation_url: null,
      tags: ['own'],
      usage_example: `mcp-orchestration draft add mine --param 'path=/it'\\''s here'`,
    });
  });

  it('tells the address, the authentication and the note of a remote one', () => {
    const { transport, installation, usage_example } = describeServer(bare);
    expect(transport).toEqual({
      type: 'sse',
      url: 'https://a.example',
      auth_type: 'oauth',
      note: 'Sign in.',
    });
    expect(installation).toBe('Nothing to install; the client asks you to sign in.');
    expect(usage_example).toBe('mcp-orchestration draft add mine');
  });

  it.each([
    [{ type: 'stdio', command: 'uvx', args: [] }, /uv \(https/],
    [{ type: 'stdio', command: '/opt/server', args: [] }, /^Needs the command \/opt\/server\.$/],
    [{ type: 'http', url: 'https://a.example', auth_type: 'none' }, /^Nothing to install\.$/],
  ] as const)('tells what %j needs', (transport, installation) => {
    const shown = serverDefinitionSchema.parse({ ...definition, transport, parameters: [] });
    expect(describeServer(shown).installation).toMatch(installation);
  });

  it("keeps the definition's own words on installation", () => {
    expect(describeServer({ ...bare, installation: 'Ask Ada.' }).installation).toBe('Ask Ada.');
  });

  it('shows the first of several in the example of a list, and the name where there is no example', () => {
    const [path] = definition.parameters;
    const shown = (example: object) =>
      describeServer({
        ...definition,
        parameters: [{ ...path, ...example }] as ServerDefinition['parameters'],
      }).usage_example;
    expect(shown({ example: ['/a', '/b'] })).toMatch(/ --param path=\/a$/);
    expect(shown({ example: undefined })).toMatch(/ --param path=PATH$/);
  });

  it('changes nothing of the definition', () => {
    const before = structuredClone(definition);
    describeServer(definition);
    expect(definition).toEqual(before);
  });
});

describe('the summary of a server', () => {
  it('tells whether parameters and variables are needed', () => {
    expect(summarizeServer(definition)).toEqual({
      server_id: 'mine',
      display_name: 'Mine',
      description: 'My own server.',
      transport: 'stdio',
      npm_package: 'mine',
      tags: ['own'],
      has_parameters: true,
      requires_env: true,
    });
    expect(summarizeServer(bare)).toMatchObject({
      has_parameters: false,
      requires_env: false,
      transport: 'sse',
    });
  });

  it('has the same fields for every bundled server', () => {
    const fields = BUNDLED_SERVERS.map((server) => Object.keys(summarizeServer(server)).join());
    expect(new Set(fields).size).toBe(1);
  });
});
