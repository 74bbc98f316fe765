import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONFIG_FILE, type ConfigSources, loadServerConfig } from '../../src/serve/load-server-config.js';
import { readApiKey } from '../../src/serve/read-api-key.js';
import { maskConfig, SETTINGS } from '../../src/serve/server-config.js';
import { flagOf } from '../../src/serve/setting-names.js';
import { serveOptions } from '../../src/tree/serve-options.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'server-config-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const load = (sources: Partial<ConfigSources> = {}) =>
  loadServerConfig({ flags: {}, env: {}, home, ...sources });

async function writeConfig(data: unknown, path = join(home, CONFIG_FILE)): Promise<string> {
  await writeFile(path, typeof data === 'string' ? data : JSON.stringify(data));
  return path;
}

/** What a load that fails says. */
async function refusal(sources: Partial<ConfigSources>): Promise<string> {
  const error = await load(sources).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: expect.stringMatching(/^(invalid_input|file_not_found)$/) });
  return (error as Error).message;
}

describe('the settings of a server', () => {
  it('are safe where nothing is said', async () => {
    expect(await load()).toEqual({
      host: '127.0.0.1',
      port: 8000,
      log_level: 'info',
      log_format: 'auto',
      cors_origins: [],
      allowed_hosts: [],
      allow_targets: [],
      trust_proxy: false,
      api_key_role: 'deployer',
      oidc_max_age: 3600,
      watch_drift: false,
    });
  });

  it('come from flags before the environment, and from that before the file', async () => {
    await writeConfig({ port: 1, log_level: 'error', rate_limit: 10, host: '::1' });
    const env = { MCP_ORCHESTRATION_PORT: '2', MCP_ORCHESTRATION_LOG_LEVEL: 'debug' };
    expect(await load({ flags: { port: '3' }, env })).toMatchObject({
      port: 3,
      log_level: 'debug',
      rate_limit: 10,
      host: '::1',
    });
  });

  it('are read from text as what they are', async () => {
    const env = {
      MCP_ORCHESTRATION_TRUST_PROXY: 'true',
      MCP_ORCHESTRATION_RATE_LIMIT: '600',
      MCP_ORCHESTRATION_CORS_ORIGINS: 'https://a.example, https://b.example',
      MCP_ORCHESTRATION_HOST: '',
    };
    const flags = { allowedHost: ['mcp.example'], watchDrift: true };
    expect(await load({ env, flags })).toMatchObject({
      host: '127.0.0.1',
      trust_proxy: true,
      rate_limit: 600,
      cors_origins: ['https://a.example', 'https://b.example'],
      allowed_hosts: ['mcp.example'],
      watch_drift: true,
    });
  });

  it('have a flag each, but for the API key, which every user of the machine would see', () => {
    const flags = serveOptions.map(({ flags: text }) => text.split(' ')[0]);
    const own = ['--config', '--print-config'];
    expect(flags.filter((flag) => !own.includes(flag ?? '')).sort()).toEqual(
      SETTINGS.filter((setting) => setting !== 'api_key')
        .map(flagOf)
        .sort(),
    );
  });

  it.each([
    ['a flag', { flags: { rateLimit: 'many' } }, '--rate-limit: '],
    ['a flag of a list', { flags: { oidcIssuer: 'ftp://x' } }, '--oidc-issuer: '],
    ['a variable', { env: { MCP_ORCHESTRATION_PORT: '70000' } }, 'MCP_ORCHESTRATION_PORT: '],
    ['a variable that is no boolean', { env: { MCP_ORCHESTRATION_TRUST_PROXY: 'yes' } }, '_TRUST_PROXY: '],
  ])('name %s that is wrong', async (_what, sources, expected) => {
    expect(await refusal(sources)).toContain(expected);
  });

  it('name the field of the file that is wrong, and the file', async () => {
    const file = await writeConfig({ rate_limit: 0, prot: 8000 });
    const message = await refusal({});
    expect(message).toContain(`rate_limit in ${file}: `);
    expect(message).toContain('prot');
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['two values of one name', '{"port": 1, "port": 2}'],
  ])('refuse a file with %s', async (_what, text) => {
    const file = await writeConfig(text);
    expect(await refusal({})).toContain(file);
  });

  it('refuse a file that was named and is not there', async () => {
    expect(await refusal({ file: join(home, 'other.json') })).toContain('other.json');
    expect(await refusal({ env: { MCP_ORCHESTRATION_CONFIG: join(home, 'third.json') } })).toContain(
      'third.json',
    );
  });

  it('are not taken from a file of the working folder that nobody named', async () => {
    const folder = join(home, 'checkout');
    await mkdir(folder);
    await writeConfig({ host: '0.0.0.0' }, join(folder, CONFIG_FILE));
    const before = process.cwd();
    // Threads cannot change folders; this pool is of processes.
    process.chdir(folder);
    try {
      expect(await load()).toMatchObject({ host: '127.0.0.1' });
    } finally {
      process.chdir(before);
    }
  });

  it('have paths relative to where they were written', async () => {
    const folder = join(home, 'etc');
    await mkdir(folder);
    const file = await writeConfig(
      { api_key_file: 'key', allow_targets: ['targets'] },
      join(folder, 'c.json'),
    );
    expect(await load({ file })).toMatchObject({
      api_key_file: join(folder, 'key'),
      allow_targets: [join(folder, 'targets')],
    });
    expect(await load({ file, flags: { apiKeyFile: 'key' } })).toMatchObject({
      api_key_file: resolve('key'),
    });
  });

  it('refuse half of an identity provider, and two API keys from one place', async () => {
    expect(await refusal({ flags: { oidcIssuer: 'https://id.example' } })).toContain('go together');
    const env = { MCP_ORCHESTRATION_API_KEY: 'k'.repeat(40), MCP_ORCHESTRATION_API_KEY_FILE: '/key' };
    expect(await refusal({ env })).toContain('given twice');
  });

  it('take the API key that is nearer, given by itself or as a file', async () => {
    await writeConfig({ api_key: 'k'.repeat(40) });
    const config = await load({ flags: { apiKeyFile: '/key' } });
    expect([config.api_key, config.api_key_file]).toEqual([undefined, resolve('/key')]);
  });

  it('are shown without the API key', async () => {
    const shown = maskConfig(await load({ env: { MCP_ORCHESTRATION_API_KEY: 's3cret'.repeat(8) } }));
    expect(JSON.stringify(shown)).not.toContain('s3cret');
    expect(shown.api_key).toBe('********');
  });
});

describe('the file of the API key', () => {
  it('is read without the line end behind it', async () => {
    const path = join(home, 'key');
    await writeFile(path, 'a key \r\n');
    expect(await readApiKey({ api_key: undefined, api_key_file: path })).toBe('a key ');
  });

  it('is named where it cannot be read', async () => {
    await expect(readApiKey({ api_key: undefined, api_key_file: join(home, 'no') })).rejects.toMatchObject({
      code: 'file_not_found',
      message: expect.stringContaining(join(home, 'no')),
    });
  });
});
