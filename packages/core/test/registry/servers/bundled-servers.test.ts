// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what references look like.
import { describe, expect, it } from 'vitest';
import { envReferencesIn } from '../../../src/registry/env-reference.js';
import { isRemoteEntry } from '../../../src/registry/server-entry.js';
import { serverEntrySchema, serverNameSchema } from '../../../src/registry/server-entry-schema.js';
import { BUNDLED_SERVERS } from '../../../src/registry/servers/bundled-servers.js';
import { describeServer } from '../../../src/registry/servers/describe-server.js';
import { renderServer } from '../../../src/registry/servers/render-server.js';
import {
  type ServerDefinition,
  serverDefinitionSchema,
} from '../../../src/registry/servers/server-definition.js';
import { placeholdersIn } from '../../../src/registry/servers/template.js';

/** The ids of the first catalogue, which users' scripts name. */
const PROMISED = [
  'filesystem',
  'brave-search',
  'github',
  'memory',
  'fetch',
  'postgres',
  'sqlite',
  'slack',
  'puppeteer',
  'google-maps',
  'n8n',
  'custom-api',
  'everything',
  'sequential-thinking',
  'sentry',
];

/** Packages whose repositories are archived; each has a living successor. */
const ARCHIVED = [
  'brave-search',
  'gdrive',
  'github',
  'gitlab',
  'google-maps',
  'postgres',
  'puppeteer',
  'redis',
  'sentry',
  'slack',
  'sqlite',
].map((name) => `@modelcontextprotocol/server-${name}`);

/** A name under which a secret usually goes. */
const SECRET_NAME = /(^|_)(TOKEN|KEY|SECRET|PASSWORD|PWD|DSN|CONNECTION_STRING)$/i;

const byId = new Map(BUNDLED_SERVERS.map((definition) => [definition.server_id, definition]));

function argsOf({ transport }: ServerDefinition): readonly string[] {
  return transport.type === 'stdio' ? transport.args : [];
}

/** The parameters that a user must give, set to their examples. */
function requiredExamples({ parameters }: ServerDefinition): Record<string, unknown> {
  return Object.fromEntries(
    parameters.filter(({ required }) => required).map(({ name, example }) => [name, example]),
  );
}

/** Every parameter, set to its example or default. */
function allExamples({ parameters }: ServerDefinition): Record<string, unknown> {
  return Object.fromEntries(
    parameters.map(({ name, example, default: fallback }) => [name, example ?? fallback]),
  );
}

describe('the catalogue', () => {
  it('holds the servers of the first version', () => {
    expect(PROMISED.filter((id) => !byId.has(id))).toEqual([]);
  });

  it('holds at least 48 servers of both kinds', () => {
    expect(BUNDLED_SERVERS.length).toBeGreaterThanOrEqual(48);
    expect(new Set(BUNDLED_SERVERS.map(({ transport }) => transport.type))).toEqual(
      new Set(['stdio', 'http']),
    );
  });

  it('has each id once, in order', () => {
    const ids = BUNDLED_SERVERS.map(({ server_id }) => server_id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('has each display name once', () => {
    const names = BUNDLED_SERVERS.map(({ display_name }) => display_name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(BUNDLED_SERVERS.map((definition) => [definition.server_id, definition] as const))(
  'the server %s',
  (id, definition) => {
    it('fits the schema, which adds and changes nothing', () => {
      expect(serverDefinitionSchema.parse(definition)).toEqual(definition);
    });

    it('pins the version of its package, in its arguments as in its facts', () => {
      const { npm_package: npm, pypi_package: pypi, version, transport } = definition;
      if (transport.type !== 'stdio') {
        expect([npm, pypi, version]).toEqual([undefined, undefined, undefined]);
        return;
      }
      expect(version).toMatch(/^\d+\.\d+/);
      const specifiers =
        transport.command === 'npx' ? [`${npm}@${version}`] : [`${pypi}@${version}`, `${pypi}==${version}`];
      expect(transport.args.filter((arg) => specifiers.includes(arg))).toHaveLength(1);
      expect(transport.args.join(' ')).not.toMatch(/latest|[\^~*]/);
    });

    it('is started without a shell, by npx or uvx', () => {
      const { transport } = definition;
      if (transport.type !== 'stdio') return expect(transport.url).toMatch(/^(https:\/\/|\{url\})/);
      expect(['npx', 'uvx']).toContain(transport.command);
      if (transport.command === 'npx') expect(transport.args[0]).toBe('-y');
    });

    it('is no archived package', () => {
      expect(ARCHIVED).not.toContain(definition.npm_package);
    });

    it('says in a line what it does, and where its documentation is', () => {
      expect(definition.description.length).toBeGreaterThanOrEqual(20);
      expect(definition.description.length).toBeLessThanOrEqual(200);
      expect(definition.description).toMatch(/[.]$/);
      expect(definition.documentation_url).toMatch(/^https:\/\//);
      expect(definition.tags.length).toBeGreaterThan(0);
      expect(new Set(definition.tags).size).toBe(definition.tags.length);
    });

    it('tells where it was checked', () => {
      const { npm_package: npm, pypi_package: pypi, checked } = definition;
      const source = npm !== undefined ? 'npm' : pypi !== undefined ? 'pypi' : 'documentation';
      expect(checked).toEqual({ source, at: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) });
    });

    it('takes secrets from the environment alone', () => {
      for (const arg of argsOf(definition)) expect(arg).not.toMatch(/\$|token|secret|password|api-?key/i);
      for (const { name } of definition.parameters) expect(name).not.toMatch(SECRET_NAME);
      for (const { name, secret } of definition.env_vars) {
        if (SECRET_NAME.test(name)) expect([name, secret]).toEqual([name, true]);
      }
    });

    it('sends secrets in headers as references alone', () => {
      const { transport } = definition;
      const headers = transport.type === 'stdio' ? {} : (transport.headers ?? {});
      for (const value of Object.values(headers)) {
        expect(value).toMatch(/^(Bearer )?\$\{env:\w+\}$/);
        expect(transport.type !== 'stdio' && transport.auth_type).toMatch(/^(bearer|header)$/);
      }
    });

    it('leaves no option without its value when an optional parameter is left out', () => {
      const optional = new Set(
        definition.parameters
          .filter((parameter) => !parameter.required && parameter.default === undefined)
          .map(({ name }) => name),
      );
      argsOf(definition).forEach((arg, index, args) => {
        if (arg.startsWith('-') || !placeholdersIn(arg).some((name) => optional.has(name))) return;
        expect(args[index - 1]).not.toMatch(/^-(?!y$)/);
      });
    });

    it('has an example for each parameter without a default', () => {
      for (const { name, example, default: fallback } of definition.parameters) {
        expect([name, example ?? fallback]).not.toEqual([name, undefined]);
      }
    });

    it('renders with what is required, and with everything', () => {
      for (const params of [requiredExamples(definition), allExamples(definition)]) {
        const entry = renderServer(definition, { params });
        expect(serverEntrySchema.parse(entry)).toEqual(entry);
        expect(isRemoteEntry(entry)).toBe(definition.transport.type !== 'stdio');
        expect(JSON.stringify(entry)).not.toMatch(/(?<!\$)\{[a-z_]+\}|undefined/);
      }
    });

    it('refers to each required variable without a default', () => {
      const entry = renderServer(definition, { params: requiredExamples(definition) });
      const required = definition.env_vars
        .filter((variable) => variable.required && variable.default === undefined)
        .map(({ name }) => name);
      expect(envReferencesIn(JSON.stringify(entry)).toSorted()).toEqual(required.toSorted());
    });

    it('has an id that is a name, and a usage that names it', () => {
      expect(serverNameSchema.parse(id)).toBe(id);
      expect(describeServer(definition).usage_example).toContain(`mcp-orchestration draft add ${id}`);
    });
  },
);

describe('the servers that scripts rely on', () => {
  it('filesystem takes one path or several', () => {
    const filesystem = byId.get('filesystem') as ServerDefinition;
    const start = ['-y', `@modelcontextprotocol/server-filesystem@${filesystem.version}`];
    expect(renderServer(filesystem, { params: { path: '/data' } })).toEqual({
      command: 'npx',
      args: [...start, '/data'],
    });
    expect(renderServer(filesystem, { params: { path: ['/a', '/b'] } })).toEqual({
      command: 'npx',
      args: [...start, '/a', '/b'],
    });
  });

  it('github is reached at its own endpoint, with a reference for the token', () => {
    expect(renderServer(byId.get('github') as ServerDefinition)).toEqual({
      type: 'http',
      url: 'https://api.githubcopilot.com/mcp/',
      headers: { Authorization: 'Bearer ${env:GITHUB_PERSONAL_ACCESS_TOKEN}' },
    });
  });

  it('custom-api sends its header only when there is a token', () => {
    const custom = byId.get('custom-api') as ServerDefinition;
    const params = { url: 'https://api.example.com/mcp' };
    expect(renderServer(custom, { params })).toEqual({ type: 'http', url: params.url });
    expect(renderServer(custom, { params, env: { CUSTOM_API_TOKEN: '${env:MINE}' } })).toEqual({
      type: 'http',
      url: params.url,
      headers: { Authorization: 'Bearer ${env:MINE}' },
    });
  });

  it('postgres keeps its connection string out of the arguments', () => {
    const entry = renderServer(byId.get('postgres') as ServerDefinition, {});
    expect(entry).toMatchObject({ env: { DSN: '${env:DSN}' } });
  });
});
