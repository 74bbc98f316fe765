import { OrchestrationError } from '@mcp-orchestration/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlaceOptions, readServer } from '../../src/remote/read-server.js';

const URL_ = 'https://mcp.example/';

/** What is thrown, as its caller may see it. */
function refusal(options: PlaceOptions, env: NodeJS.ProcessEnv = {}): { code: string; text: string } {
  try {
    readServer(options, env);
  } catch (error) {
    if (error instanceof OrchestrationError)
      return { code: error.code, text: JSON.stringify(error.toReport()) };
    throw error;
  }
  return expect.unreachable('it should have been refused');
}

describe('which server is meant', () => {
  it('none, unless one is named', () => {
    expect(readServer({}, {})).toBeUndefined();
    expect(
      readServer({ home: '/srv' }, { MCP_ORCHESTRATION_TOKEN: 't', MCP_ORCHESTRATION_API_KEY: 'k' }),
    ).toBeUndefined();
    expect(readServer({}, { MCP_ORCHESTRATION_SERVER: '' })).toBeUndefined();
  });

  it('the one of the option, else that of the environment, with its credentials', () => {
    const env = {
      MCP_ORCHESTRATION_SERVER: 'https://other.example',
      MCP_ORCHESTRATION_TOKEN: 'of-the-environment',
      MCP_ORCHESTRATION_API_KEY: 'a-key',
    };
    expect(readServer({}, env)).toEqual({
      url: 'https://other.example/',
      token: 'of-the-environment',
      apiKey: 'a-key',
    });
    expect(readServer({ server: URL_, token: 'mine' }, env)).toEqual({
      url: URL_,
      token: 'mine',
      apiKey: 'a-key',
    });
    expect(readServer({ server: URL_ }, {})).toEqual({ url: URL_, token: undefined, apiKey: undefined });
    expect(readServer({ server: URL_ }, { MCP_ORCHESTRATION_TOKEN: '' })?.token).toBeUndefined();
  });

  it('the home that --home names, whatever the environment says', () => {
    expect(readServer({ home: '/srv' }, { MCP_ORCHESTRATION_SERVER: URL_ })).toBeUndefined();
  });

  it.each([
    ['a server and a home', { server: URL_, home: '/srv' }],
    ['a token without a server', { token: 'abc' }],
    ['an address that is none', { server: 'mcp.example' }],
    ['another scheme', { server: 'ftp://mcp.example' }],
    ['an empty address', { server: '' }],
    ['a query', { server: 'https://mcp.example/?token=abc' }],
    ['a fragment', { server: 'https://mcp.example/#abc' }],
  ])('not clear where %s is given', (_what, options) => {
    expect(refusal(options).code).toBe('invalid_input');
  });

  it('never one with credentials in its address, and the refusal does not repeat them', () => {
    for (const server of [
      'https://me:s3cret@mcp.example',
      'https://s3cret@mcp.example',
      'http://me:s3cret@[',
    ]) {
      const { code, text } = refusal({ server });
      expect([server, code, text.includes('s3cret')]).toEqual([server, 'invalid_input', false]);
    }
  });

  it('with a token that a header can carry, and the refusal of another does not repeat it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 8 }), (token) => {
        if (/^[\x21-\x7e]+$/.test(token)) {
          expect(readServer({ server: URL_, token }, {})?.token).toBe(token);
          return;
        }
        const { code, text } = refusal({ server: URL_, token });
        expect([code, text.includes(JSON.stringify(token).slice(1, -1))]).toEqual(['invalid_input', false]);
      }),
    );
  });
});
