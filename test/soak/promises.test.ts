import { localPrincipal } from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProduct } from '../parity/product.js';
import { startServing } from '../support/serving.js';
import { makeUserHome, type UserHome } from '../support/user-home.js';
import { inForm, tell } from './support/form.js';
import { forEachOf, quantile } from './support/load.js';
import { type ProbedServer, startProbed } from './support/probed-server.js';
import { createSender, type Sender } from './support/send.js';

// Times are printed beside what was promised, and not asserted: a busy machine is no fault of the program.

let user: UserHome;
let server: ProbedServer;
let sender: Sender;
beforeAll(async () => {
  user = await makeUserHome();
  server = await startProbed();
  sender = createSender(server);
}, 120_000);
afterAll(async () => {
  sender.close();
  await server.remove();
  await user.remove();
});

const get = async (path: string): Promise<{ status: number; took: number }> =>
  sender.send({ method: 'GET', path, headers: {} });

const PATHS = ['/v1/clients', '/v1/config/cursor/default', '/v1/servers?limit=20', '/v1/keys'];

describe('the promises of speed', () => {
  it('[P01] GETs are quick', async () => {
    const times: number[] = [];
    await forEachOf({ count: 1_000, atOnce: 1 }, async (index) => {
      const { status, took } = await get(PATHS[index % PATHS.length] ?? '/health');
      expect(status).toBe(200);
      times.push(took);
    });
    const [p95, p99] = [quantile(times, 0.95), quantile(times, 0.99)];
    tell(`P01: 1,000 GETs: p95 ${p95.toFixed(1)} ms of 300 ms, p99 ${p99.toFixed(1)} ms of 500 ms`);
  });

  it('[P02] of 100 at once none fails', async () => {
    const statuses: number[] = [];
    await forEachOf({ count: 100, atOnce: 100 }, async (index) => {
      statuses.push((await get(PATHS[index % PATHS.length] ?? '/health')).status);
    });
    expect(statuses).toEqual(Array.from({ length: 100 }, () => 200));
    tell('P02: 100 requests at once: 0 failed');
  });

  it('[P04] a token is checked in no time', async () => {
    const product = await openProduct(user);
    const count = inForm({ long: 100_000, short: 5_000 });
    try {
      const call = {
        principal: localPrincipal('me'),
        signal: new AbortController().signal,
        requestId: 'P04',
      };
      const { token } = await product.invoke('create_token', { role: 'viewer' }, call);
      const times: number[] = [];
      await forEachOf({ count, atOnce: 1 }, async () => {
        const start = performance.now();
        const { kind } = await product.authenticate({ authorization: `Bearer ${token}` });
        times.push(performance.now() - start);
        expect(kind).toBe('token');
      });
      const mean = times.reduce((sum, took) => sum + took, 0) / times.length;
      tell(
        `P04: ${count} checks of a token: mean ${mean.toFixed(4)} ms, p99 ${quantile(times, 0.99).toFixed(4)} ms of 1 ms`,
      );
    } finally {
      await product.close();
    }
  });
});

describe('the promises of the life cycle', () => {
  it('[L01][L03] it starts, and ends where nothing is in flight', async () => {
    const rounds = inForm({ long: 10, short: 2 });
    const starts: number[] = [];
    const ends: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      const serving = await startServing(user);
      starts.push(performance.now() - begun);
      expect(serving.printed()).toContain('/docs');
      const told = performance.now();
      expect(await serving.stop(round % 2 === 0 ? 'SIGTERM' : 'SIGINT')).toBe(0);
      ends.push(performance.now() - told);
    }
    tell(`L01: ${rounds} starts: at most ${Math.max(...starts).toFixed(0)} ms of 5,000 ms`);
    tell(`L03: ${rounds} idle ends: at most ${Math.max(...ends).toFixed(0)} ms of 5,000 ms`);
  });
});
