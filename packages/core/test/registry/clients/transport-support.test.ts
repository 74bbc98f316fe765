import { describe, expect, it } from 'vitest';
import { findClient } from '../../../src/registry/clients/bundled-clients.js';
import { transportSupport } from '../../../src/registry/clients/transport-support.js';

describe('how a client reaches servers', () => {
  it.each([
    ['claude-desktop', 'bridge', 'bridge'],
    ['claude-code', 'native', 'native'],
    ['cursor', 'native', 'native'],
    ['vscode', 'native', 'native'],
    ['codex', 'native', 'none'],
    ['goose', 'native', 'none'],
    ['zed', 'native', 'none'],
  ])('%s: HTTP %s, SSE %s', (id, http, sse) => {
    expect(transportSupport(findClient(id))).toEqual({ stdio: 'native', http, sse });
  });
});
