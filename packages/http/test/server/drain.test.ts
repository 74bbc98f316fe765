import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startServer } from '../../src/server/start-server.js';

interface Gate {
  readonly reached: Promise<void>;
  open(): void;
}

/** A server whose only route answers when its gate opens. */
async function startGated() {
  let reach: () => void = () => undefined;
  let open: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const gate: Gate = { reached, open: () => open() };
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    app: {
      fetch: async (request) => {
        if (request.url.endsWith('/slow')) {
          reach();
          await opened;
        }
        return new Response('done');
      },
    },
  });
  return { server, gate };
}

function open(url: string, text = ''): Promise<Socket & { readonly closed_by_peer: Promise<void> }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.resume();
      const closed_by_peer = new Promise<void>((done) => socket.once('close', () => done()));
      if (text !== '') socket.write(text);
      resolve(Object.assign(socket, { closed_by_peer }));
    });
    socket.on('error', reject);
  });
}

describe('closing the server', () => {
  it('lets a request in flight end, and closes idle and half-open connections without waiting for them', async () => {
    const { server, gate } = await startGated();
    const kept = await open(server.url, 'GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const silent = await Promise.all(Array.from({ length: 50 }, () => open(server.url)));
    const halves = await Promise.all(
      Array.from({ length: 50 }, () => open(server.url, 'GET /slow HTTP/1.1\r\nHost: local')),
    );
    const slow = fetch(`${server.url}/slow`).then((response) => response.text());
    await gate.reached;
    const closed = server.close();
    await Promise.all([kept, ...silent, ...halves].map((socket) => socket.closed_by_peer));
    await expect(fetch(`${server.url}/quick`)).rejects.toThrow();
    gate.open();
    expect(await slow).toBe('done');
    await closed;
  });

  it('ends requests that do not end by themselves', async () => {
    const { server, gate } = await startGated();
    const slow = fetch(`${server.url}/slow`).then(
      () => 'answered',
      () => 'cut off',
    );
    await gate.reached;
    await server.close();
    expect(await slow).toBe('cut off');
  }, 20_000);

  it('may be asked for twice', async () => {
    const { server } = await startGated();
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });
});

describe('starting the server', () => {
  it('fails where the port is in use', async () => {
    const { server } = await startGated();
    const port = Number(new URL(server.url).port);
    const app = { fetch: () => new Response() };
    await expect(startServer({ app, host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await server.close();
  });

  it('names an IPv6 address in brackets', async () => {
    const server = await startServer({ app: { fetch: () => new Response('six') }, host: '::1', port: 0 });
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect(await (await fetch(server.url)).text()).toBe('six');
    await server.close();
  });
});

describe.concurrent('connections that drip', () => {
  it.each([
    ['headers', 'GET /quick HTTP/1.1\r\nHost: local'],
    [
      'a body',
      'POST /quick HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n{',
    ],
  ])('of %s are closed', async (_name, text) => {
    const { server } = await startGated();
    const socket = await open(server.url, text);
    const drip = setInterval(() => socket.write('x', () => undefined), 1_000);
    socket.on('error', () => undefined);
    await socket.closed_by_peer;
    clearInterval(drip);
    await server.close();
  });
});
