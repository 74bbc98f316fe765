import type { ServerEntry } from '@mcp-orchestration/core';
import { describe, expect, it } from 'vitest';
import { payloadTable } from '../../src/commands/entry-view.js';
import { paintNothing, render } from '../../src/printing/render.js';

const CANARY = 'sk-canary-0123456789abcdef';

function shown(entry: ServerEntry): string {
  return render([payloadTable({ mcpServers: { one: entry } })], paintNothing);
}

describe('the servers of a draft or release', () => {
  it.each<[string, ServerEntry]>([
    ['a variable', { command: 'npx', args: ['-y', 'one@1'], env: { TOKEN: CANARY } }],
    ['an argument after the package', { command: 'npx', args: ['-y', 'one@1', '--key', CANARY] }],
    [
      'a header',
      { type: 'http', url: 'https://one.example/mcp', headers: { Authorization: `Bearer ${CANARY}` } },
    ],
    ['the query of an address', { type: 'http', url: `https://one.example/mcp?key=${CANARY}` }],
    ['the password of an address', { type: 'sse', url: `https://me:${CANARY}@one.example/mcp` }],
  ])('do not show the value of %s', (_, entry) => {
    expect(shown(entry)).not.toContain(CANARY);
  });

  it('show what is started, and that there is more', () => {
    expect(shown({ command: 'npx', args: ['-y', 'one@1', '/notes'], env: { A: '1', B: '2' } })).toMatch(
      /npx -y one@1 … +A B\n/,
    );
  });

  it('show what is reached', () => {
    expect(shown({ type: 'sse', url: 'https://one.example/mcp' })).toContain('sse   https://one.example/mcp');
  });

  it('say which are switched off', () => {
    expect(shown({ command: 'one', enabled: false })).toContain('one (off)');
  });
});
