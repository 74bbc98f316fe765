// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to variables are meant as they stand.
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/documents/parse-document.js';
import { CLIENTS, findClient } from '../../src/registry/clients/bundled-clients.js';
import { decodeEntry } from '../../src/registry/clients/decode-entry.js';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'describe_client', { client_id: 'cursor' });

const describeClient = (client_id: string) => bench().call('describe_client', { client_id });

describe('describing a client', () => {
  it('tells where its servers stand, and how they are spelled', async () => {
    expect(await describeClient('codex')).toMatchObject({
      format: 'toml',
      servers_at: { path: ['mcp_servers'], kind: 'map' },
      transports: { stdio: 'native', http: 'native', sse: 'none' },
      limits: { names: expect.stringContaining('[A-Za-z0-9_-]') },
      confidence: 'verified',
    });
    const { examples, references } = await describeClient('codex');
    expect(examples.stdio).toContain('[mcp_servers.example]');
    expect(examples.sse).toBeNull();
    expect(references).toMatchObject({ supported: true, by_name: expect.arrayContaining(['env_vars']) });
  });

  it('spells references as the client does', async () => {
    expect((await describeClient('cursor')).references).toEqual({
      supported: true,
      syntax: '${env:NAME}',
      by_name: [],
    });
    expect((await describeClient('opencode')).references).toMatchObject({ syntax: '{env:NAME}' });
    expect((await describeClient('claude-desktop')).references).toEqual({ supported: false, by_name: [] });
    expect((await describeClient('vscode')).references).toMatchObject({ supported: true, inputs: true });
  });

  it('names the paths of every system, and the file of this machine', async () => {
    expect(await describeClient('cursor')).toMatchObject({
      config_path: bench().path('.cursor/mcp.json'),
      path_named: false,
      paths: {
        darwin: ['~/.cursor/mcp.json'],
        linux: ['~/.cursor/mcp.json'],
        win32: ['~/.cursor/mcp.json'],
      },
      project_paths: ['.cursor/mcp.json'],
    });
  });

  it.each(CLIENTS.map(({ client_id }) => client_id))(
    'gives examples of %s that it reads itself, for each transport that it has',
    async (id) => {
      const client = findClient(id);
      const { examples, transports } = await describeClient(id);
      for (const transport of ['stdio', 'http', 'sse'] as const) {
        const text = examples[transport];
        expect(text === null).toBe(transports[transport] === 'none');
        if (text === null) continue;
        const [entry] = parseDocument(text, client.format).entries(client.container);
        expect(entry?.name).toBe('example');
        const decoded = entry && decodeEntry(client, { ...entry, machine: bench().core.machine });
        expect(decoded?.ok).toBe(true);
      }
    },
  );
});
