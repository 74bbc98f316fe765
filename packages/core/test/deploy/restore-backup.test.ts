import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBackups } from '../../src/deploy/find-backups.js';
import { nodeFileSystem } from '../../src/deploy/node-file-system.js';
import { restoreBackup } from '../../src/deploy/restore-backup.js';
import type { FileSystem } from '../../src/ports/file-system.js';
import { localPrincipal } from '../../src/principal.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const FIRST = '{"mcpServers":{}}';
const FOREIGN = '{"mcpServers":{},"foreign":"edit"}';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  await bench.write(FIRST);
  await bench.publish({ a: { command: 'ours' } });
  await bench.deploy();
});
afterEach(() => discard(bench));

async function restore(files: FileSystem) {
  const [backup] = await findBackups(bench.services, bench.target);
  const call = { principal: localPrincipal('tester'), signal: new AbortController().signal };
  return restoreBackup({ ...bench.services, files }, backup?.backup_id ?? '', call);
}

test('an edit that it went over is said to be, and is in the backup that it names', async () => {
  let armed = true;
  const overrun: FileSystem = {
    ...nodeFileSystem,
    async replace(from, to, expected) {
      if (armed && to === bench.target) {
        armed = false;
        await writeFile(to, FOREIGN);
      }
      return nodeFileSystem.replace(from, to, expected);
    },
  };
  const { status, backup_path } = await restore(overrun);
  expect(status).toBe('restored');
  expect(bench.read()).toBe(FIRST);
  expect(await readFile(backup_path ?? '', 'utf8')).toBe(FOREIGN);
});

test('a file that is as the backup has it stays, and no backup is named', async () => {
  await bench.write(FIRST);
  const { status, backup_path } = await restore(nodeFileSystem);
  expect({ status, backup_path }).toEqual({ status: 'unchanged', backup_path: undefined });
});
