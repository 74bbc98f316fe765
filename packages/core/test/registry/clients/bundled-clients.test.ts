import { describe, expect, it } from 'vitest';
import { CLIENTS, findClient } from '../../../src/registry/clients/bundled-clients.js';

/** The ids that are promised; more clients may stand beside them. */
const PROMISED =
  'claude-desktop claude-code cursor vscode vscode-insiders windsurf cline roo-code zed continue goose codex gemini-cli antigravity lm-studio jetbrains-ai junie copilot-jetbrains copilot-cli amazon-q kiro opencode warp trae qwen-code crush amp factory kimi vibe devin kilo-code augment rovo-dev grok qoder hermes deepagents 5ire librechat witsy boltai openhands firebase-studio'.split(
    ' ',
  );

describe('the known clients', () => {
  it('are all that are promised', () => {
    const ids = CLIENTS.map((client) => client.client_id);
    expect(ids).toEqual(expect.arrayContaining(PROMISED));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are found by id', () => {
    expect(findClient('cursor').display_name).toBe('Cursor');
  });

  it.each(['nobody', '', '__proto__', 'Cursor'])('do not include "%s"', (id) => {
    expect(() => findClient(id)).toThrow(expect.objectContaining({ code: 'client_not_found' }));
  });

  it.each(CLIENTS.map((client) => [client.client_id, client] as const))(
    '%s is defined soundly',
    (id, client) => {
      expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
      expect(client.documentation_url).toMatch(/^https:\/\//);
      const patterns = Object.values(client.user).flat();
      expect(patterns.length + (client.project?.length ?? 0)).toBeGreaterThan(0);
      for (const pattern of patterns)
        expect(pattern).toMatch(/^(~|%[A-Z]+%|\$[A-Z_]+|\$\{[A-Z_]+:-~[^}]*\})(\/|$)/);
      for (const path of client.project ?? []) expect(path).not.toMatch(/^[/~$%]|\.\./);
      expect(client.container.nameKey).toBe(
        client.container.kind === 'array' ? client.shape.name : undefined,
      );
      if (client.limits?.name !== undefined)
        expect(() => new RegExp(client.limits?.name?.pattern ?? '(')).not.toThrow();
    },
  );

  it('are verified where most people are', () => {
    for (const id of ['claude-desktop', 'claude-code', 'cursor', 'vscode', 'codex', 'goose'])
      expect(findClient(id).confidence).toBe('verified');
  });

  it('keep their servers in these formats and places', () => {
    const place = (id: string) => {
      const { format, container } = findClient(id);
      return [format, container.kind, ...container.path];
    };
    expect(place('claude-desktop')).toEqual(['json', 'map', 'mcpServers']);
    expect(place('claude-code')).toEqual(['json', 'map', 'mcpServers']);
    expect(place('cursor')).toEqual(['json', 'map', 'mcpServers']);
    expect(place('vscode')).toEqual(['jsonc', 'map', 'servers']);
    expect(place('codex')).toEqual(['toml', 'map', 'mcp_servers']);
    expect(place('goose')).toEqual(['yaml', 'map', 'extensions']);
    expect(place('amp')).toEqual(['jsonc', 'map', 'amp.mcpServers']);
    expect(place('continue')).toEqual(['yaml', 'array', 'mcpServers']);
    expect(place('vibe')).toEqual(['toml', 'array', 'mcp_servers']);
    expect(place('openhands')).toEqual(['toml', 'array', 'mcp', 'stdio_servers']);
  });
});
