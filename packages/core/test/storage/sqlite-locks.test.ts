import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discard, openWorkbench, type Workbench } from '../deploy/support/workbench.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => discard(bench));

const later = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

test('one works on a target at a time', async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await later();
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => bench.services.locks.whileHeld('/a', work)));
  expect(most).toBe(1);
});

test('those who work on different targets do not wait for each other', async () => {
  const inner = await bench.services.locks.whileHeld('/a', () =>
    bench.services.locks.whileHeld('/b', async () => 'both'),
  );
  expect(inner).toBe('both');
});

test('is let go of where the work fails', async () => {
  const failing = bench.services.locks.whileHeld('/a', () => Promise.reject(new Error('mine')));
  await expect(failing).rejects.toThrow('mine');
  expect(await bench.services.locks.whileHeld('/a', async () => 'again')).toBe('again');
});

test('who waits for more than five seconds is told that another deploy is at work', async () => {
  await bench.publish({ files: { command: 'npx' } });
  await bench.services.locks.whileHeld(bench.target, async () => {
    await expect(bench.deploy()).rejects.toMatchObject({ code: 'deploy_busy' });
  });
  expect(await bench.deploy()).toMatchObject({ status: 'deployed' });
});

test('lies in a folder of the home that is for the user alone, under no path of the target', async () => {
  await bench.services.locks.whileHeld('/x/../../../etc/passwd', async () => undefined);
  const folder = join(bench.home, 'locks');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.db$/)]);
});
