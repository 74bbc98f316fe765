import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inForm, tell } from './support/form.js';
import { quantile } from './support/load.js';
import { type OpenSocket, openSocket } from './support/open-socket.js';
import { type ProbedServer, startProbed } from './support/probed-server.js';
import { createSender } from './support/send.js';

async function start(): Promise<ProbedServer> {
  const server = await startProbed();
  onTestFinished(() => server.remove());
  return server;
}

const headersOf = ({ headers }: ProbedServer): string =>
  Object.entries({ host: 'localhost', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

/** The beginning of a request with a body of so many bytes. */
const posting = (server: ProbedServer, length: number): string =>
  `POST /v1/config/diff HTTP/1.1\r\n${headersOf(server)}content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

const open = (count: number, make: () => Promise<OpenSocket>): Promise<OpenSocket[]> =>
  Promise.all(Array.from({ length: count }, make));

describe('connections that drip', () => {
  it('are closed within 15 s, however many, while others are answered', { timeout: 120_000 }, async () => {
    const server = await start();
    const count = inForm({ long: 300, short: 60 });
    const sockets = [
      ...(await open(count / 2, () => openSocket(server.port, 'GET /health HTTP/1.1\r\nx: '))),
      ...(await open(count / 2, () => openSocket(server.port, `${posting(server, 1_000)}{`))),
    ];
    const drip = setInterval(() => {
      for (const { socket } of sockets) if (socket.writable) socket.write('a');
    }, 500);
    const all = Promise.all(sockets.map(({ closed }) => closed));
    let waiting = true;
    void all.then(() => {
      waiting = false;
    });
    const sender = createSender(server);
    const times: number[] = [];
    while (waiting) {
      const { status, took } = await sender.send({ method: 'GET', path: '/v1/servers/memory', headers: {} });
      expect(status).toBe(200);
      times.push(took);
      await wait(10);
    }
    clearInterval(drip);
    sender.close();
    const lives = await all;
    tell(
      `${count} dripping connections: the last closed after ${(Math.max(...lives) / 1000).toFixed(1)} s; ` +
        `meanwhile ${times.length} requests, p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`,
    );
    expect(lives.filter((life) => life > 15_000)).toEqual([]);
  });
});

describe('the end of a server', () => {
  it('lets what is in flight end, waits for no idle and no half-open connection, and is there within 11 s', {
    timeout: 120_000,
  }, async () => {
    const server = await start();
    const body = JSON.stringify({ from: { mcpServers: {} }, to: { mcpServers: {} } });
    const idle = await open(50, () =>
      openSocket(server.port, `GET /health HTTP/1.1\r\n${headersOf(server)}\r\n`),
    );
    const half = await open(50, () => openSocket(server.port, 'POST /v1/config/diff HTTP/1.1\r\nhost: loc'));
    const flying = await openSocket(server.port, posting(server, body.length) + body.slice(0, 5));
    await wait(500);
    expect(idle.filter(({ received }) => !received().startsWith('HTTP/1.1 200'))).toEqual([]);
    const stopped = server.stop();
    await wait(500);
    flying.socket.write(body.slice(5));
    const { exitCode, took } = await stopped;
    tell(`the end with 1 request in flight, 50 idle and 50 half-open connections: ${took.toFixed(0)} ms`);
    expect(flying.received()).toMatch(/^HTTP\/1\.1 [24]00 /);
    expect(exitCode).toBe(0);
    expect(took).toBeLessThan(11_000);
    await Promise.all([...idle, ...half].map(({ closed }) => closed));
  });

  it('comes within 11 s though a request never ends', { timeout: 120_000 }, async () => {
    const server = await start();
    await openSocket(server.port, `${posting(server, 1_000)}{`);
    await wait(500);
    const { exitCode, took } = await server.stop();
    tell(`the end with a request that never ends: ${took.toFixed(0)} ms`);
    expect(exitCode).toBe(0);
    expect(took).toBeLessThan(11_000);
  });
});
