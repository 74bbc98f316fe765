import { describe, expect, it } from 'vitest';
import { watchFiles } from '../src/watch-files.js';
import { LOCAL, tokenPrincipal, useBench } from './support/bench.js';

const bench = useBench({ keys: true });
const CURSOR = { client_id: 'cursor' } as const;
const FILE = '.cursor/mcp.json';

describe('watching as the library does', () => {
  it('tells of every file that something is deployed in, and records what it heals as a deployment', async () => {
    await bench().publish({ one: { command: 'node' } }, CURSOR);
    await bench().call('deploy_config', CURSOR);
    const ending = new AbortController();
    const call = { principal: LOCAL, signal: ending.signal };
    const seen: string[] = [];
    for await (const event of watchFiles(bench().core, { heal: true }, call)) {
      seen.push(event.cause);
      if (event.cause === 'in_sync' && seen.length > 1) ending.abort();
      else if (event.cause === 'in_sync') await bench().write(FILE, '{ "mcpServers": {}, "kept": 1 }');
    }
    expect(seen).toEqual(['in_sync', 'entry_removed', 'in_sync']);
    expect(JSON.parse(await bench().read(FILE))).toEqual({
      mcpServers: { one: { command: 'node' } },
      kept: 1,
    });
    expect((await bench().audit()).at(-1)).toMatchObject({
      operation: 'deploy_config',
      principal: 'local:tester',
      detail: { phase: 'done', version: 1 },
    });
  });

  it('needs config:read, and config:deploy to heal', () => {
    const { signal } = new AbortController();
    const reader = { principal: tokenPrincipal(['config:read']), signal };
    expect(() => watchFiles(bench().core, {}, { ...reader, principal: tokenPrincipal([]) })).toThrow(
      'config:read',
    );
    expect(() => watchFiles(bench().core, { heal: true }, reader)).toThrow('config:deploy');
  });

  it('refuses files of clients that there are not', async () => {
    const { signal } = new AbortController();
    const files = [{ client_id: 'nobody', profile_id: 'default' }];
    const events = watchFiles(bench().core, { files }, { principal: LOCAL, signal });
    await expect(events.next()).rejects.toMatchObject({ code: 'client_not_found' });
  });
});
