import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { type PendingRequests, watchPending } from '../src/pending-requests.js';

const LONG = 60_000;

let client: InMemoryTransport;
let server: InMemoryTransport;
let pending: PendingRequests;

beforeEach(async () => {
  [client, server] = InMemoryTransport.createLinkedPair();
  pending = watchPending(server);
  await Promise.all([client.start(), server.start()]);
});

function request(id: number): JSONRPCMessage {
  return { jsonrpc: '2.0', id, method: 'ping' };
}

/** Whether it has settled, once all that is due has run. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await new Promise((done) => setImmediate(done));
  return settled;
}

describe('the pending requests of a transport', () => {
  it('are settled where there was none', async () => {
    expect(await isSettled(pending.settled(LONG))).toBe(true);
  });

  it('are settled when each has its answer, good or bad, and not before', async () => {
    await client.send(request(1));
    await client.send(request(2));
    const settled = pending.settled(LONG);
    await server.send({ jsonrpc: '2.0', id: 1, result: {} });
    expect(await isSettled(settled)).toBe(false);
    await server.send({ jsonrpc: '2.0', id: 2, error: { code: -32601, message: 'No.' } });
    expect(await isSettled(settled)).toBe(true);
  });

  it('do not count notifications, nor questions of the server', async () => {
    await client.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    await server.send(request(7));
    expect(await isSettled(pending.settled(LONG))).toBe(true);
  });

  it('do not wait for a request that was called off', async () => {
    await client.send(request(1));
    const settled = pending.settled(LONG);
    await client.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    expect(await isSettled(settled)).toBe(true);
  });

  it('are given up after the limit', async () => {
    await client.send(request(1));
    await expect(pending.settled(5)).resolves.toBeUndefined();
  });
});
