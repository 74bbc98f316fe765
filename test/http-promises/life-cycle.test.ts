import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServing } from '../support/serving.js';
import { openPromisedApi, type PromisedApi } from './api.js';

let api: PromisedApi;
beforeAll(async () => {
  api = await openPromisedApi();
});
afterAll(() => api.close());

const portOf = (url: string): string => new URL(url).port;

/** A POST of which half the body has been sent. */
async function beginPost(url: string, token: string) {
  const body = '{"config1":{"mcpServers":{}},"config2":{"mcpServers":{}}}';
  const post = request(`${url}/v1/config/diff`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': String(body.length),
    },
  });
  post.write(body.slice(0, 10));
  await once(post, 'socket');
  return async (): Promise<{ status: number | undefined; answer: string }> => {
    post.end(body.slice(10));
    const [response] = await once(post, 'response');
    return { status: response.statusCode, answer: await text(response) };
  };
}

describe('a server', () => {
  it('[L01] prints its address and that of the documents', async () => {
    expect(api.serving.printed()).toContain(`serves at ${api.url}\n`);
    expect(api.serving.printed()).toContain(`${api.url}/docs\n`);
    expect((await fetch(`${api.url}/docs`)).status).toBe(200);
  });

  it('[L02] says that it is alive, to anyone', async () => {
    const { status, body } = await api.ask('GET /health', { token: null });
    expect([status, body]).toEqual([200, expect.objectContaining({ status: expect.any(String) })]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '[L03] lets what is in flight finish at %s, and exits with 0',
    async (signal) => {
      const { token } = await api.makeToken();
      const serving = await startServing(api.user);
      const finish = await beginPost(serving.url, token);
      // The server has read what was sent before, once it answers what was sent after.
      await fetch(`${serving.url}/health`);
      const ended = serving.stop(signal);
      const { status, answer } = await finish();
      expect([status, JSON.parse(answer).status]).toEqual([200, 'up-to-date']);
      expect(await ended).toBe(0);
    },
  );

  it('[L04] listens where --host and --port say', async () => {
    const first = await startServing(api.user, { args: ['--host', '127.0.0.2'] });
    expect(new URL(first.url).hostname).toBe('127.0.0.2');
    const port = portOf(first.url);
    expect(await first.stop()).toBe(0);
    const second = await startServing(api.user, { args: ['--host', '127.0.0.2', '--port', port] });
    expect(second.url).toBe(`http://127.0.0.2:${port}`);
    expect((await fetch(`${second.url}/health`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
    await second.stop();
  });

  it.each([
    ['critical', []],
    ['error', []],
    ['warning', ['/v1/clients']],
    ['info', ['/v1/clients', '/health']],
    ['debug', ['/v1/clients', '/health']],
  ] as const)('[L05] logs at --log-level %s what is as grave', async (level, routes) => {
    const serving = await startServing(api.user, { args: ['--log-level', level] });
    await fetch(`${serving.url}/v1/clients`);
    await fetch(`${serving.url}/health`);
    await serving.stop();
    const logged = serving
      .printed()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const seen = logged.map((line) => JSON.parse(line).route).filter((route) => route !== undefined);
    expect(seen).toEqual(routes);
  });

  it('[L06] says that a port is in use, and does not exit with 0', async () => {
    const { exitCode, stdout, stderr } = await api.run('serve', '--port', portOf(api.url));
    expect({ exitCode, stdout }).toEqual({ exitCode: 6, stdout: '' });
    expect(stderr).toContain(`Port ${portOf(api.url)} of 127.0.0.1 is in use.`);
  });
});
