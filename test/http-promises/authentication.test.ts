import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../support/binary.js';
import { openPromisedApi, type PromisedApi } from './api.js';

const API_KEY = 'an-api-key-of-forty-characters-0123456789';
const GENERATE_TOKEN = fileURLToPath(
  new URL('../../apps/cli/dist/bin/mcp-orchestration-generate-token.js', import.meta.url),
);

/** Within this time a running server refuses what was revoked. */
const A_SECOND = 1_000;

let api: PromisedApi;
beforeAll(async () => {
  api = await openPromisedApi({ env: { MCP_ORCHESTRATION_API_KEY: API_KEY } });
});
afterAll(() => api.close());

/** The status of a request with these credentials. */
const statusOf = async (token: string | null, headers: Record<string, string> = {}): Promise<number> =>
  (await api.ask('GET /v1/clients', { token, headers })).status;

/** What is known of a token, without its secret. */
async function known(token_id: string): Promise<Record<string, unknown>> {
  const { tokens } = (await api.ask('GET /v1/tokens')).body;
  return tokens.find((token: Record<string, unknown>) => token.token_id === token_id);
}

describe('credentials', () => {
  it('[A01] without them the answer is 401, and says what to send', async () => {
    const { status, headers, body } = await api.ask('GET /v1/clients', { token: null });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(body).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(body.hint).toContain('Authorization: Bearer');
  });

  it('[A02] a wrong token is 401, with or without a good API key', async () => {
    expect(await statusOf('A'.repeat(43))).toBe(401);
    expect(await statusOf('A'.repeat(43), { 'x-api-key': API_KEY })).toBe(401);
  });

  it('[A03] a token of the command line works on the server that runs already', async () => {
    const { token } = await api.makeToken('--name', 'later');
    expect(await statusOf(token)).toBe(200);
  });

  it('[A04] the API key of the environment works in X-API-Key', async () => {
    expect(await statusOf(null, { 'x-api-key': API_KEY })).toBe(200);
  });

  it('[A05] a wrong API key is 401', async () => {
    expect(await statusOf(null, { 'x-api-key': `${API_KEY}0` })).toBe(401);
  });

  it('[A10] a token for reading cannot publish, and is told the permission that it lacks', async () => {
    const { token } = await api.makeToken('--permission', 'config:read');
    expect(await statusOf(token)).toBe(200);
    const { status, body } = await api.ask('POST /v1/config/cursor/default/publish', { token, body: {} });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('config:publish') });
  });
});

describe('the life of a token', () => {
  it('[A06][A07] its uses are counted and dated, and it survives a restart', async () => {
    const { token, token_id } = await api.makeToken();
    expect(await known(token_id)).toMatchObject({ usage_count: 0 });
    const before = new Date().toISOString();
    for (let use = 0; use < 3; use += 1) await statusOf(token);
    await api.restart();
    const after = await known(token_id);
    expect(after).toMatchObject({ usage_count: 3 });
    expect(String(after.last_used_at) >= before).toBe(true);
    expect(await statusOf(token)).toBe(200);
  });

  it('[A08] it ends when it expires', async () => {
    const { token } = await api.makeToken('--expires', '3s');
    expect(await statusOf(token)).toBe(200);
    await wait(3_000 + A_SECOND);
    expect(await statusOf(token)).toBe(401);
  });

  it('[A09] it is rotated and revoked over HTTP', async () => {
    const { token, token_id } = await api.makeToken();
    const rotated = (await api.ask(`POST /v1/tokens/${token_id}/rotate`, { body: {} })).body;
    await wait(A_SECOND);
    expect([await statusOf(token), await statusOf(rotated.token)]).toEqual([401, 200]);
    expect((await api.ask(`DELETE /v1/tokens/${rotated.token_id}`)).status).toBe(200);
    await wait(A_SECOND);
    expect(await statusOf(rotated.token)).toBe(401);
  });

  it('[A09] it is rotated and revoked by the command line', async () => {
    const { token, token_id } = await api.makeToken();
    const rotated = JSON.parse((await api.run('token', 'rotate', token_id, '--json')).stdout);
    await wait(A_SECOND);
    expect([await statusOf(token), await statusOf(rotated.token)]).toEqual([401, 200]);
    expect((await api.run('token', 'revoke', rotated.token_id, '--yes')).exitCode).toBe(0);
    await wait(A_SECOND);
    expect(await statusOf(rotated.token)).toBe(401);
  });
});

describe('mcp-orchestration-generate-token', () => {
  const generate = () => run([process.execPath, GENERATE_TOKEN], { env: api.user.env, cwd: api.user.folder });
  const secretIn = (stdout: string): string => /^Generated token: ([\w-]{43})$/m.exec(stdout)?.[1] ?? '';

  it('[T01] exits with 0 and prints the line that scripts cut', async () => {
    const { exitCode, stdout } = await generate();
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('Generated token: '))).toHaveLength(1);
    expect(secretIn(stdout)).not.toBe('');
  });

  it('[T02] makes three tokens in three calls, all of them valid', async () => {
    const secrets = (await Promise.all([generate(), generate(), generate()])).map(({ stdout }) =>
      secretIn(stdout),
    );
    expect(new Set(secrets).size).toBe(3);
    for (const secret of secrets) expect(await statusOf(secret)).toBe(200);
  });
});

describe('many tokens', () => {
  it('[T03] hold 32 bytes each, of which every bit is now set and now not', async () => {
    const made = Array.from({ length: 128 }, () => api.ask('POST /v1/tokens', { body: { role: 'viewer' } }));
    const secrets = (await Promise.all(made)).map(({ body }) => Buffer.from(body.token, 'base64url'));
    expect(new Set(secrets.map((secret) => secret.length))).toEqual(new Set([32]));
    for (let bit = 0; bit < 256; bit += 1) {
      const seen = new Set(secrets.map((secret) => ((secret[bit >> 3] ?? 0) >> (bit & 7)) & 1));
      expect([bit, seen.size]).toEqual([bit, 2]);
    }
  });
});
