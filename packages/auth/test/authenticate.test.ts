import { ROLES } from '@mcp-orchestration/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthenticate } from '../src/authenticate.js';
import { makeSecret } from '../src/secret.js';
import { API_KEY, type Bench, discard, openBench, setClock } from './support/bench.js';

const DAY = 86_400_000;

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => discard(bench));

const UNAUTHENTICATED = { code: 'unauthenticated' };

describe('a caller that is known', () => {
  it('is recognised by the same credentials, in any object, for half a second after each look', async () => {
    const { token, token_id } = await bench.create();
    const credentials = { authorization: `Bearer ${token}` };
    const { recognize } = bench.authenticate;
    expect(recognize(credentials)).toBeUndefined();
    await bench.authenticate(credentials);
    for (const same of [credentials, { ...credentials }, credentials]) {
      expect(recognize(same)).toMatchObject({ kind: 'token', id: token_id });
    }
    bench.clock.pass(499);
    expect(recognize(credentials)).toMatchObject({ id: token_id });
    bench.clock.pass(1);
    expect(recognize(credentials)).toBeUndefined();
  });

  it('is nobody once the token has expired or was revoked, though the object was known', async () => {
    const expiring = await bench.create({ expires_in: '1h' });
    const revoked = await bench.create();
    const { recognize } = bench.authenticate;
    const [first, second] = [expiring, revoked].map(({ token }) => ({ authorization: `Bearer ${token}` }));
    if (first === undefined || second === undefined) throw new Error('Two were made.');
    bench.clock.pass(3_600_000 - 100);
    await bench.authenticate(first);
    expect(recognize(first)).toMatchObject({ id: expiring.token_id });
    bench.clock.pass(100);
    expect(recognize(first)).toBeUndefined();
    await bench.authenticate(second);
    await bench.call('revoke_token', { token_id: revoked.token_id });
    bench.clock.pass(500);
    expect(recognize(second)).toBeUndefined();
    await expect(bench.authenticate(second)).rejects.toMatchObject(UNAUTHENTICATED);
  });

  it('is never recognised by an API key, another scheme or no token of ours', async () => {
    const { token } = await bench.create();
    await bench.bearer(token);
    for (const credentials of [
      { apiKey: API_KEY },
      { authorization: `Basic ${token}` },
      { authorization: `Bearer ${token}x` },
      { authorization: `Bearer ${makeSecret()}` },
      {},
    ]) {
      expect(bench.authenticate.recognize(credentials)).toBeUndefined();
      expect(bench.authenticate.recognize(credentials)).toBeUndefined();
    }
  });
});

describe('a bearer token', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('is read after the scheme %s', async (scheme) => {
    const { token, token_id } = await bench.create();
    const principal = await bench.authenticate({ authorization: `${scheme} ${token}` });
    expect(principal).toEqual({
      kind: 'token',
      id: token_id,
      permissions: ROLES.deployer,
      expires_at: expect.stringMatching(/Z$/),
    });
  });

  it('gives the limits that it was made with', async () => {
    const { token } = await bench.create({
      role: 'viewer',
      clients: ['cursor'],
      profiles: ['dev', 'default'],
    });
    expect(await bench.bearer(token)).toMatchObject({
      permissions: ['config:read'],
      clients: ['cursor'],
      profiles: ['dev', 'default'],
    });
  });

  it.each([
    ['nothing', (_token: string) => ''],
    ['the scheme alone', () => 'Bearer'],
    ['the scheme and a blank', () => 'Bearer '],
    ['another scheme', (token: string) => `Basic ${token}`],
    ['no scheme', (token: string) => token],
    ['something behind it', (token: string) => `Bearer ${token} x`],
    ['two of them', (token: string) => `Bearer ${token}, Bearer ${token}`],
    ['a token that is cut', (token: string) => `Bearer ${token.slice(1)}`],
    ['a token in another case', (token: string) => `Bearer ${token.toLowerCase()}A`],
    ['a token that nobody made', () => `Bearer ${makeSecret()}`],
    ['a token that is not ASCII', () => `Bearer ${'é'.repeat(43)}`],
    ['the API key', () => `Bearer ${API_KEY}`],
  ])('is refused where the header holds %s, though the API key beside it is good', async (_what, header) => {
    const { token } = await bench.create();
    const authorization = header(token);
    await expect(bench.authenticate({ authorization, apiKey: API_KEY })).rejects.toMatchObject(
      UNAUTHENTICATED,
    );
  });

  it('is refused whatever else is sent, by the same words, and without repeating it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        const refusal = await bench
          .authenticate({ authorization: `Bearer ${text}` })
          .catch((error: Error) => error);
        expect(refusal).toMatchObject({
          ...UNAUTHENTICATED,
          message: expect.stringMatching(/^The bearer token is not/),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('ends after ninety days unless told otherwise, and never where that was asked for', async () => {
    const { token } = await bench.create();
    const forever = await bench.create({ expires_in: 'never' });
    const short = await bench.create({ expires_in: '10s' });
    bench.clock.pass(9_999);
    await expect(bench.bearer(short.token)).resolves.toBeDefined();
    bench.clock.pass(1);
    await expect(bench.bearer(short.token)).rejects.toMatchObject(UNAUTHENTICATED);
    bench.clock.pass(90 * DAY - 10_001);
    await expect(bench.bearer(token)).resolves.toBeDefined();
    bench.clock.pass(1);
    await expect(bench.bearer(token)).rejects.toMatchObject(UNAUTHENTICATED);
    bench.clock.pass(5_000 * DAY);
    await expect(bench.bearer(forever.token)).resolves.toBeDefined();
  });

  it('that was revoked is refused within half a second, and for ever', async () => {
    const { token, token_id } = await bench.create();
    await bench.bearer(token);
    await bench.call('revoke_token', { token_id });
    bench.clock.pass(500);
    await expect(bench.bearer(token)).rejects.toMatchObject(UNAUTHENTICATED);
    bench.clock.pass(-DAY);
    await expect(bench.bearer(token)).rejects.toMatchObject(UNAUTHENTICATED);
  });

  it('is not taken for bad where the database cannot be read', async () => {
    const broken = createAuthenticate({
      tokens: { findByHash: async () => Promise.reject(new Error('The database is gone.')) },
      usage: bench.usage,
      clock: setClock(),
      apiKey: undefined,
    });
    await expect(broken({ authorization: `Bearer ${makeSecret()}` })).rejects.toThrow(
      'The database is gone.',
    );
  });
});

describe('an API key', () => {
  it('gives the role that goes with it', async () => {
    expect(await bench.authenticate({ apiKey: API_KEY })).toEqual({
      kind: 'api_key',
      id: 'api-key',
      permissions: ROLES.editor,
    });
  });

  it.each([
    ['empty', ''],
    ['wrong', 'x'.repeat(40)],
    ['not ASCII', 'é'.repeat(40)],
    ['cut', API_KEY.slice(1)],
  ])('that is %s is refused', async (_what, apiKey) => {
    await expect(bench.authenticate({ apiKey })).rejects.toMatchObject(UNAUTHENTICATED);
  });

  it('is refused where none was set', async () => {
    const { tokens, usage, clock } = bench;
    const authenticate = createAuthenticate({ tokens, usage, clock });
    await expect(authenticate({ apiKey: API_KEY })).rejects.toMatchObject(UNAUTHENTICATED);
    await expect(authenticate({ apiKey: '' })).rejects.toMatchObject(UNAUTHENTICATED);
  });
});

it('without credentials nobody is known', async () => {
  await expect(bench.authenticate({})).rejects.toMatchObject(UNAUTHENTICATED);
});
