// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what references look like.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serverDefinitionSchema, serverIdSchema } from '../../../src/registry/servers/server-definition.js';

const parameter = { name: 'path', type: 'path', description: 'A path.', required: true };
const variable = { name: 'TOKEN', description: 'A token.', required: true, secret: true };
const minimal = {
  server_id: 'mine',
  display_name: 'Mine',
  description: 'My own server.',
  transport: { type: 'stdio', command: 'node', args: ['server.js'] },
};
const remote = { type: 'http', url: 'https://a.example/mcp' };

const faultsOf = (definition: unknown): string[] =>
  (serverDefinitionSchema.safeParse(definition).error?.issues ?? []).map(
    ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
  );

describe('a server id', () => {
  it.each([
    'a',
    'brave-search',
    '5ire',
    'a.b_c-d',
    'io.github.user/name',
    'com.example/My-Server',
    'x'.repeat(64),
  ])('may be %s', (id) => {
    expect(serverIdSchema.safeParse(id).success).toBe(true);
  });

  it.each([
    '',
    'A',
    '-a',
    '.a',
    'a..b',
    '../etc',
    'a/../b',
    'a/b/c',
    '/a',
    'a/',
    'a b',
    'a\n',
    'a\u202eb',
    'x'.repeat(65),
    'registry',
    'a%2fb',
    'io.github/..',
  ])('may not be %j', (id) => {
    expect(serverIdSchema.safeParse(id).success).toBe(false);
  });
});

describe('a definition', () => {
  it('needs little, and gets empty lists', () => {
    expect(serverDefinitionSchema.parse(minimal)).toEqual({
      ...minimal,
      parameters: [],
      env_vars: [],
      tags: [],
    });
  });

  it('may say much', () => {
    const full = {
      ...minimal,
      transport: { type: 'stdio', command: 'npx', args: ['-y', '@me/server@1.0.0', '{path}'] },
      parameters: [{ ...parameter, default: '/a', example: '/b' }],
      env_vars: [variable, { ...variable, name: 'LEVEL', secret: false, default: 'info', example: 'debug' }],
      npm_package: '@me/server',
      version: '1.0.0',
      installation: 'Needs Node.js.',
      documentation_url: 'https://a.example/docs',
      tags: ['mine'],
      checked: { source: 'npm', at: '2026-11-22' },
    };
    expect(serverDefinitionSchema.parse(full)).toEqual(full);
  });

  it.each([
    ['an unknown key', { secret_sauce: 1 }, /secret_sauce/],
    ['an unknown transport', { transport: { type: 'websocket', url: 'wss://a' } }, /^transport\.type: /],
    ['a command with a url', { transport: { ...minimal.transport, url: 'https://a' } }, /^transport: .*url/],
    ['a url of another scheme', { transport: { type: 'http', url: 'file:///a' } }, /^transport\.url: /],
    ['a name of two lines', { display_name: 'a\nb' }, /^display_name: /],
    ['a name with an escape sequence', { display_name: 'a\u001b[2J' }, /^display_name: /],
    ['no description', { description: '' }, /^description: /],
    ['a description too long', { description: 'x'.repeat(501) }, /^description: /],
    ['a tag with blanks', { tags: ['a b'] }, /^tags\.0: /],
    ['a parameter in capitals', { parameters: [{ ...parameter, name: 'PATH' }] }, /^parameters\.0\.name: /],
    ['a parameter of no type', { parameters: [{ ...parameter, type: 'date' }] }, /^parameters\.0\.type: /],
    ['a variable with a dash', { env_vars: [{ ...variable, name: 'A-B' }] }, /^env_vars\.0\.name: /],
    ['a script for documentation', { documentation_url: 'javascript:alert(1)' }, /^documentation_url: /],
    ['a package that is an option', { npm_package: '--eval' }, /^npm_package: /],
    [
      'too many arguments',
      { transport: { ...minimal.transport, args: Array(129).fill('a') } },
      /^transport\.args: /,
    ],
  ])('is refused: %s', (_case, change, fault) => {
    expect(faultsOf({ ...minimal, ...change }).join('\n')).toMatch(fault);
  });

  it.each([
    [
      'a placeholder that nothing declares',
      { transport: { ...minimal.transport, args: ['a', '--p={path}'] } },
      'transport.args.1: There is no parameter path for the placeholder {path}.',
    ],
    [
      'a parameter that nothing uses',
      { parameters: [parameter] },
      'parameters.0.name: No placeholder {path} uses this parameter.',
    ],
    [
      'a parameter twice',
      { transport: { ...minimal.transport, args: ['{path}'] }, parameters: [parameter, parameter] },
      'parameters.1.name: The name path is there twice.',
    ],
    [
      'a variable twice',
      { env_vars: [variable, variable] },
      'env_vars.1.name: The name TOKEN is there twice.',
    ],
    [
      'a secret with a default',
      { env_vars: [{ ...variable, default: 'hunter2' }] },
      'env_vars.0.default: A secret has no default.',
    ],
    [
      'a url with a hole that may stay empty',
      {
        transport: { type: 'http', url: 'https://a.example/{path}' },
        parameters: [{ ...parameter, required: false }],
      },
      'parameters.0.required: A parameter within a url is required or has a default.',
    ],
    [
      'a header with a variable that is not listed',
      { transport: { ...remote, headers: { Authorization: 'Bearer ${env:TOKEN}' } } },
      'transport.headers.Authorization: env_vars does not list TOKEN.',
    ],
  ])('does not hold together: %s', (_case, change, fault) => {
    expect(faultsOf({ ...minimal, ...change })).toEqual([fault]);
  });

  it('may have a default in a url, and listed variables in headers', () => {
    const transport = { ...remote, url: '{path}/mcp', headers: { 'X-Key': '${env:TOKEN}' } };
    const parameters = [{ ...parameter, type: 'url', required: false, default: 'https://a.example' }];
    expect(faultsOf({ ...minimal, transport, parameters, env_vars: [variable] })).toEqual([]);
  });

  it('has a JSON Schema', () => {
    expect(z.toJSONSchema(serverDefinitionSchema, { io: 'input' })).toMatchObject({
      $defs: {
        ServerDefinition: {
          type: 'object',
          required: ['server_id', 'display_name', 'description', 'transport'],
        },
      },
    });
  });
});
