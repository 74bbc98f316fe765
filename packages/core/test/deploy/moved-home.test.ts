import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBackups } from '../../src/deploy/find-backups.js';
import { pruneBackups } from '../../src/deploy/prune-backups.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const MINE = '{"mcpServers":{"a":{"command":"mine","args":["precious"]}}}';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  await bench.write(MINE);
  await bench.publish({ a: { command: 'ours' } });
  await bench.deploy({ force: true });
});
afterEach(() => discard(bench));

/** Move the home, from which the bench goes on; its database and locks stay open where they are. */
async function moveHome(settings: Partial<Workbench['services']['settings']> = {}): Promise<void> {
  const home = join(bench.folder, 'moved');
  await mkdir(home);
  await rename(join(bench.home, 'backups'), join(home, 'backups'));
  Object.assign(bench.services, { settings: { ...bench.services.settings, home, ...settings } });
}

test('a record names its backups within the home, whatever that is called', async () => {
  const key = { host_id: bench.services.machine.hostId, target: bench.target };
  const record = await bench.services.stores.deployments.find(key);
  const name = /^[0-9a-f]{32}\/[0-9TZ-]+-[0-9a-f]{64}\.bak$/;
  expect(record?.deployment.first_backup).toMatch(name);
  expect(record?.entries).toMatchObject([{ name: 'a', replaced_in: expect.stringMatching(name) }]);
});

test('what was forced over comes back from a home that was moved', async () => {
  await moveHome();
  await bench.write(`${bench.read()} `);
  await bench.undeploy();
  expect(JSON.parse(bench.read()).mcpServers).toEqual({ a: { command: 'mine', args: ['precious'] } });
});

test('the first bytes come back from a home that was moved', async () => {
  await moveHome();
  expect(await bench.undeploy()).toMatchObject({ restored: true });
  expect(bench.read()).toBe(MINE);
});

test('pruning spares what is needed, in a home that was moved too', async () => {
  await moveHome({ retention: { count: 1, days: 1000 } });
  const [needed] = await findBackups(bench.services, bench.target);
  for (const args of [['1'], ['2'], ['3']]) {
    await bench.publish({ a: { command: 'ours', args } });
    await bench.deploy();
  }
  expect(await pruneBackups(bench.services, bench.target)).toEqual([]);
  const left = await findBackups(bench.services, bench.target);
  expect(left).toHaveLength(2);
  expect(left.map(({ name }) => name)).toContain(needed?.name);
});

test('where the backup is gone, undeploying says that what was there cannot come back', async () => {
  await rm(join(bench.home, 'backups'), { recursive: true });
  await bench.write(`${bench.read()}\n`);
  expect(await bench.undeploy()).toMatchObject({
    restored: false,
    changes: [{ name: 'a', action: 'remove', reason: expect.stringContaining('its backup is gone') }],
  });
});
