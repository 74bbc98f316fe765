import { describe, expect, it } from 'vitest';
import { findClient } from '../../../src/registry/clients/bundled-clients.js';
import { clientIssues } from '../../../src/registry/clients/client-issues.js';
import type { ServerEntry } from '../../../src/registry/server-entry.js';

const servers = (count: number): Record<string, ServerEntry> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, { command: 'x' }]));

const variables = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`V${index}`, 'x']));

describe('numbers that a client works well with', () => {
  it('Cursor is well with 20 servers, and warned of 21', () => {
    expect(clientIssues(findClient('cursor'), servers(20))).toEqual([]);
    expect(clientIssues(findClient('cursor'), servers(21))).toEqual([
      {
        code: 'TOO_MANY_SERVERS',
        message: '21 servers; more than 20 are not advised for Cursor.',
        severity: 'warning',
      },
    ]);
  });

  it('Cursor is well with 50 variables of a server, and warned of 51', () => {
    const client = findClient('cursor');
    expect(clientIssues(client, { a: { command: 'x', env: variables(50) } })).toEqual([]);
    expect(
      clientIssues(client, {
        a: { command: 'x', env: variables(51) },
        b: { type: 'http', url: 'https://a.dev' },
      }),
    ).toEqual([
      {
        code: 'TOO_MANY_ENV_VARS',
        message: '51 environment variables; more than 50 are not advised for Cursor.',
        severity: 'warning',
        server: 'a',
        field: 'env',
      },
    ]);
  });

  it('other clients are not known to have any', () => {
    expect(clientIssues(findClient('claude-desktop'), servers(200))).toEqual([]);
  });
});
