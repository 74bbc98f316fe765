// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what references look like.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrchestrationError } from '../../../src/errors.js';
import { renderServer, type ServerChoices } from '../../../src/registry/servers/render-server.js';
import {
  type ServerDefinition,
  serverDefinitionSchema,
} from '../../../src/registry/servers/server-definition.js';

const parameter = (name: string, rest: object = {}) => ({
  name,
  type: 'string',
  description: 'What it is.',
  required: true,
  ...rest,
});

const variable = (name: string, rest: object = {}) => ({
  name,
  description: 'What it is.',
  required: true,
  secret: true,
  ...rest,
});

const stdio = (args: string[], rest: object = {}): ServerDefinition =>
  serverDefinitionSchema.parse({
    server_id: 'test',
    display_name: 'Test',
    description: 'A server to test with.',
    transport: { type: 'stdio', command: 'server', args },
    ...rest,
  });

const remote = (transport: object, rest: object = {}): ServerDefinition =>
  serverDefinitionSchema.parse({
    server_id: 'test',
    display_name: 'Test',
    description: 'A server to test with.',
    transport: { type: 'http', ...transport },
    ...rest,
  });

const argsOf = (definition: ServerDefinition, choices: ServerChoices) => {
  const entry = renderServer(definition, choices);
  return 'command' in entry ? entry.args : undefined;
};

function faultsOf(definition: ServerDefinition, choices: ServerChoices): string[] {
  try {
    renderServer(definition, choices);
  } catch (error) {
    if (!(error instanceof OrchestrationError)) throw error;
    expect(error.code).toBe('invalid_input');
    return (error.errors ?? []).map(({ code, field }) => `${code} ${field}`);
  }
  return [];
}

describe('rendering a server that is started here', () => {
  it('fills placeholders within arguments', () => {
    const definition = stdio(['--a={first}', '{second}:{first}'], {
      parameters: [parameter('first'), parameter('second')],
    });
    expect(argsOf(definition, { params: { first: '1', second: 'x' } })).toEqual(['--a=1', 'x:1']);
  });

  it('never reads a value as a template', () => {
    const definition = stdio(['{host}:{port}', '{port}'], {
      parameters: [parameter('host'), parameter('port')],
    });
    expect(argsOf(definition, { params: { host: 'a{port}', port: '{host}' } })).toEqual([
      'a{port}:{host}',
      '{host}',
    ]);
  });

  it('keeps every value whole, whatever it holds', () => {
    const definition = stdio(['[{a}|{b}]', '{a}', '{list}'], {
      parameters: [parameter('a'), parameter('b'), parameter('list', { type: 'string_list' })],
    });
    const hostile = fc.oneof(
      fc.constantFrom('{a}', '{b}', '${a}', '$&', '$1', '$$', '{list}', '{{a}}', '--flag', '$(id)', '%s'),
      fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !text.includes('\0')),
    );
    fc.assert(
      fc.property(hostile, hostile, fc.array(hostile, { minLength: 1 }), (a, b, list) => {
        expect(argsOf(definition, { params: { a, b, list } })).toEqual([`[${a}|${b}]`, a, ...list]);
      }),
    );
  });

  it('leaves alone what only looks like a placeholder', () => {
    const literal = ['{}', '{A}', '{"a":1}', '${env:A}', '${name}', '{ a }', '{a-b}'];
    expect(argsOf(stdio(literal), {})).toEqual(literal);
  });

  it('expands a list that is a whole argument, and joins one within an argument', () => {
    const definition = stdio(['{paths}', '--only={paths}', 'end'], {
      parameters: [parameter('paths', { type: 'string_list' })],
    });
    expect(argsOf(definition, { params: { paths: ['a', 'b c'] } })).toEqual([
      'a',
      'b c',
      '--only=a,b c',
      'end',
    ]);
    expect(argsOf(definition, { params: { paths: 'a' } })).toEqual(['a', '--only=a', 'end']);
  });

  it('applies defaults, and drops an argument that is left without a value', () => {
    const definition = stdio(['--port={port}', '--name={name}', '{name}', 'end'], {
      parameters: [
        parameter('port', { type: 'number', required: false, default: 8080 }),
        parameter('name', { required: false }),
      ],
    });
    expect(argsOf(definition, {})).toEqual(['--port=8080', 'end']);
    expect(argsOf(definition, { params: { port: 1, name: 'n' } })).toEqual([
      '--port=1',
      '--name=n',
      'n',
      'end',
    ]);
  });

  it('has neither arguments nor environment where there are none', () => {
    expect(renderServer(stdio([]))).toEqual({ command: 'server' });
  });

  it.each([
    ['number', 80, '80'],
    ['number', -1.5, '-1.5'],
    ['number', '80', '80'],
    ['boolean', false, 'false'],
    ['boolean', 'true', 'true'],
    ['url', 'https://a.example/x', 'https://a.example/x'],
    ['path', '/a b', '/a b'],
    ['string', '{', '{'],
  ])('takes the %s %j', (type, value, rendered) => {
    const definition = stdio(['{a}'], { parameters: [parameter('a', { type })] });
    expect(argsOf(definition, { params: { a: value } })).toEqual([rendered]);
  });

  it.each([
    ['number', 'eighty'],
    ['number', ''],
    ['number', Number.NaN],
    ['number', Number.POSITIVE_INFINITY],
    ['number', '0x10'],
    ['boolean', 1],
    ['boolean', 'yes'],
    ['url', 'example.com'],
    ['path', ''],
    ['path', 'a\0b'],
    ['path', 'a\ud800'],
    ['path', ['a']],
    ['string', 1],
    ['string', null],
    ['string', {}],
    ['string_list', []],
    ['string_list', ['a', 1]],
    ['string_list', ['']],
  ])('refuses as a %s: %j', (type, value) => {
    const definition = stdio(['{a}'], { parameters: [parameter('a', { type })] });
    expect(faultsOf(definition, { params: { a: value } })).toEqual(['INVALID_PARAMETER params.a']);
  });

  it('names every fault at once', () => {
    const definition = stdio(['{a}', '{b}'], {
      parameters: [parameter('a'), parameter('b', { type: 'number' })],
    });
    expect(faultsOf(definition, { params: { b: 'x', c: 1 }, env: { '1A': '', 'B-C': '' } })).toEqual([
      'UNKNOWN_PARAMETER params.c',
      'MISSING_PARAMETER params.a',
      'INVALID_PARAMETER params.b',
      'INVALID_ENV_NAME env_vars.1A',
      'INVALID_ENV_NAME env_vars.B-C',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('knows no parameter %s', (name) => {
    const params: Record<string, unknown> = JSON.parse(`{${JSON.stringify(name)}:"x"}`);
    expect(faultsOf(stdio([]), { params })).toEqual([`UNKNOWN_PARAMETER params.${name}`]);
  });

  it('does not take an inherited property for a given value', () => {
    const definition = stdio(['{a}'], { parameters: [parameter('a')] });
    expect(faultsOf(definition, { params: Object.create({ a: 'x' }) })).toEqual([
      'MISSING_PARAMETER params.a',
    ]);
  });

  it('never repeats a refused value, which may be a secret', () => {
    const definition = stdio(['{a}'], { parameters: [parameter('a', { type: 'number' })] });
    try {
      renderServer(definition, { params: { a: 'sk-live-1234' } });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify((error as OrchestrationError).toReport())).not.toContain('sk-live');
    }
  });
});

describe('the environment of a rendered server', () => {
  const definition = stdio([], {
    env_vars: [
      variable('TOKEN'),
      variable('REGION', { secret: false, default: 'eu' }),
      variable('LEVEL', { required: false, secret: false, default: 'info' }),
      variable('EXTRA', { required: false }),
    ],
  });

  it('refers to what is required and not given, has defaults, and leaves out the rest', () => {
    expect(renderServer(definition)).toEqual({
      command: 'server',
      env: { TOKEN: '${env:TOKEN}', REGION: 'eu', LEVEL: 'info' },
    });
  });

  it('keeps what is given, known or not, an empty value too', () => {
    const env = { MORE: '1', EXTRA: '', TOKEN: '${env:MY_TOKEN}', REGION: 'us' };
    const entry = renderServer(definition, { env });
    expect(entry).toEqual({ command: 'server', env: { ...env, LEVEL: 'info' } });
  });

  it('may hold a variable named __proto__', () => {
    const env: Record<string, string> = JSON.parse('{"__proto__":"x"}');
    expect(faultsOf(stdio([]), { env })).toEqual(['INVALID_ENTRY env.__proto__']);
  });

  it('refuses a value with a NUL', () => {
    expect(faultsOf(stdio([]), { env: { A: 'a\0b' } })).toEqual(['INVALID_ENTRY env.A']);
  });
});

describe('rendering a remote server', () => {
  const definition = remote(
    {
      url: '{url}/t/{tenant}/mcp',
      headers: {
        Authorization: 'Bearer ${env:TOKEN}',
        'X-Pair': '${env:TOKEN}:${env:OTHER}',
        'X-Fixed': 'yes',
      },
    },
    {
      parameters: [parameter('url', { type: 'url' }), parameter('tenant')],
      env_vars: [variable('TOKEN'), variable('OTHER', { required: false })],
    },
  );
  const params = { url: 'https://a.example', tenant: 'acme' };

  it('fills the url, refers to what is required, and drops a header without its optional variable', () => {
    expect(renderServer(definition, { params })).toEqual({
      type: 'http',
      url: 'https://a.example/t/acme/mcp',
      headers: { Authorization: 'Bearer ${env:TOKEN}', 'X-Fixed': 'yes' },
    });
  });

  it('puts given variables into the headers, in one pass', () => {
    const env = { TOKEN: '${env:OTHER}', OTHER: '$&' };
    expect(renderServer(definition, { params, env })).toMatchObject({
      headers: { Authorization: 'Bearer ${env:OTHER}', 'X-Pair': '${env:OTHER}:$&' },
    });
  });

  it('refuses a variable that no header uses, which would be lost', () => {
    expect(faultsOf(definition, { params, env: { NOPE: '1' } })).toEqual(['UNUSED_ENV_VAR env_vars.NOPE']);
  });

  it('refuses a value that would break a header into two', () => {
    expect(faultsOf(definition, { params, env: { TOKEN: 'a\r\nX-Evil: 1' } })).toEqual([
      'INVALID_ENTRY headers.Authorization',
    ]);
  });

  it('takes one slash at the end of an address', () => {
    expect(renderServer(definition, { params: { ...params, url: 'https://a.example/' } })).toMatchObject({
      url: 'https://a.example/t/acme/mcp',
    });
  });

  it('keeps a part of the path a part, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 1, unit: 'grapheme' })
          .filter((text) => !/^\.{1,2}$/.test(text) && !text.includes('\0')),
        (tenant) => {
          const entry = renderServer(definition, { params: { ...params, tenant } });
          const url = new URL('url' in entry ? entry.url : '');
          expect([url.origin, url.search, url.hash]).toEqual(['https://a.example', '', '']);
          expect(url.pathname.split('/')).toHaveLength(4);
        },
      ),
    );
  });

  it.each(['.', '..'])('refuses the part %s, which would climb', (tenant) => {
    expect(faultsOf(definition, { params: { ...params, tenant } })).toEqual([
      'INVALID_PARAMETER params.tenant',
    ]);
  });

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'ftp://a.example'])(
    'refuses the address %s',
    (url) => {
      expect(faultsOf(definition, { params: { ...params, url } })).toEqual(['INVALID_ENTRY url']);
    },
  );

  it('keeps an address that is the whole url as it is given', () => {
    const whole = remote({ url: '{url}' }, { parameters: [parameter('url', { type: 'url' })] });
    expect(renderServer(whole, { params: { url: 'https://a.example/' } })).toEqual({
      type: 'http',
      url: 'https://a.example/',
    });
  });
});
