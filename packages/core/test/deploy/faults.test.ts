import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tellFigure } from '../support/figure.js';
import { steppedFiles } from './support/stepped-files.js';
import {
  discard,
  forgetBackups,
  openWorkbench,
  temporaryFiles,
  type Workbench,
} from './support/workbench.js';

const FIRST = '{\n  // mine\n  "mcpServers": {"other": {"command": "o"}},\n}\n';
const CODES = ['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EROFS'];
const OURS = { files: { command: 'npx', args: ['files'] } };

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  await bench.publish(OURS);
});
afterEach(() => discard(bench));

/** A file system whose step number `at` fails. */
function failingAt(at: number, code: string) {
  return steppedFiles((step) => {
    if (step !== at) return;
    faults += 1;
    throw Object.assign(new Error(`${code}: made to fail`), { code });
  });
}

async function tryTo(deed: () => Promise<unknown>): Promise<unknown> {
  return deed().then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Say that an error is of the file, with the system's code and a hint; a step may also do without what failed. */
function expectFileError(error: unknown, { code, step }: { code: string; step: string }): void {
  if (error === undefined) return;
  expect(error, step).toMatchObject({ code: expect.stringMatching(/^config_un(readable|writable)$/) });
  expect((error as Error).message, step).toContain(code);
  expect((error as { hint?: string }).hint, step).toBeTruthy();
}

test('a backup that cannot be kept is a fault of the folder of backups, and the file stays', async () => {
  await bench.write(FIRST);
  const { files } = bench.services;
  const backups = join(bench.home, 'backups');
  await files.create(backups, Buffer.from('a file'), { mode: 0o600 });
  const error = await tryTo(() => bench.deploy());
  expect(error).toMatchObject({ code: 'config_unwritable', message: expect.stringContaining(backups) });
  expect((error as Error).message).not.toContain(bench.target);
  expect(bench.read()).toBe(FIRST);
});

/** How many steps were made to fail. */
let faults = 0;
afterAll(() => {
  tellFigure(
    `${faults} failing system calls (${CODES.join(', ')}) of deploys and undeploys: each left the old file or the new one, 0 temporary files`,
  );
});

describe.each(CODES)('where a step fails with %s', (code) => {
  test('a deploy leaves the old file or the new, no temporary one, and the next one works', async () => {
    let failed = 0;
    for (let at = 0; ; at += 1) {
      await forgetBackups(bench);
      await bench.write(FIRST);
      const files = failingAt(at, code);
      const error = await tryTo(() => bench.withFiles(files).deploy());
      if (files.steps.length <= at) break;
      const step = `step ${at} (${files.steps[at]})`;
      expectFileError(error, { code, step });
      failed += error === undefined ? 0 : 1;
      const isOld = bench.read() === FIRST;
      expect(isOld || bench.read().includes('npx'), step).toBe(true);
      expect(await temporaryFiles(bench.target), step).toEqual([]);
      expect(await bench.drift(), step).toMatchObject({ status: isOld ? 'not_deployed' : 'in_sync' });
      expect(await bench.deploy(), step).toMatchObject({ status: isOld ? 'deployed' : 'unchanged' });
      expect(await bench.undeploy(), step).toMatchObject({ restored: true });
      expect(bench.read(), step).toBe(FIRST);
    }
    expect(failed).toBeGreaterThan(8);
  });

  test('an undeploy leaves the deployed file or the first, and the next one works', async () => {
    let failed = 0;
    for (let at = 0; ; at += 1) {
      await forgetBackups(bench);
      await bench.write(FIRST);
      await bench.deploy();
      const deployed = bench.read();
      const files = failingAt(at, code);
      const error = await tryTo(() => bench.withFiles(files).undeploy());
      if (files.steps.length <= at) break;
      const step = `step ${at} (${files.steps[at]})`;
      expectFileError(error, { code, step });
      failed += error === undefined ? 0 : 1;
      expect([FIRST, deployed], step).toContain(bench.read());
      expect(await temporaryFiles(bench.target), step).toEqual([]);
      const isFirst = bench.read() === FIRST;
      const again = await tryTo(() => bench.undeploy());
      if (isFirst) expect(again, step).toMatchObject({ code: 'deployment_not_found' });
      else expect(again, step).toBeUndefined();
      expect(bench.read(), step).toBe(FIRST);
    }
    expect(failed).toBeGreaterThan(5);
  });

  test('a deploy that makes the file makes it whole or not at all', async () => {
    for (let at = 0; ; at += 1) {
      await forgetBackups(bench);
      const files = failingAt(at, code);
      const error = await tryTo(() => bench.withFiles(files).deploy());
      if (files.steps.length <= at) break;
      const step = `step ${at} (${files.steps[at]})`;
      expectFileError(error, { code, step });
      expect(await temporaryFiles(bench.target), step).toEqual([]);
      await bench.deploy();
      expect(JSON.parse(bench.read()), step).toEqual({ mcpServers: OURS });
      expect(await bench.undeploy(), step).toMatchObject({ restored: true });
      expect(statSync(dirname(bench.target)).isDirectory()).toBe(true);
      expect(() => readFileSync(bench.target)).toThrow('ENOENT');
    }
  });
});

test('a change that cannot be recorded does not happen: not one byte of the file changes', async () => {
  await bench.write(FIRST);
  const unavailable = Object.assign(new Error('no'), { code: 'unavailable' });
  let calls = 0;
  const services = {
    ...bench.services,
    change: () => {
      calls += 1;
      return Promise.reject(unavailable);
    },
  };
  const { deployRelease } = await import('../../src/deploy/deploy-release.js');
  const call = {
    principal: { kind: 'local', id: 'x', permissions: [] },
    signal: new AbortController().signal,
  } as const;
  const request = { client_id: 'cursor', profile_id: 'default' };
  await expect(deployRelease(services, request, call)).rejects.toBe(unavailable);
  expect(calls).toBe(1);
  expect(bench.read()).toBe(FIRST);
  expect(await temporaryFiles(bench.target)).toEqual([]);
});

test('a deed whose end cannot be recorded is recorded by the next command, which finds the file as it left it', async () => {
  await bench.write(FIRST);
  let calls = 0;
  const services = {
    ...bench.services,
    change: ((work, facts) => {
      calls += 1;
      return calls === 1 ? bench.services.change(work, facts) : Promise.reject(new Error('database gone'));
    }) as typeof bench.services.change,
  };
  const { deployRelease } = await import('../../src/deploy/deploy-release.js');
  const call = {
    principal: { kind: 'local', id: 'x', permissions: [] },
    signal: new AbortController().signal,
  } as const;
  const request = { client_id: 'cursor', profile_id: 'default' };
  await expect(deployRelease(services, request, call)).rejects.toThrow('database gone');
  expect(bench.read()).toContain('npx');
  expect(await bench.drift()).toMatchObject({ status: 'in_sync', deployed_version: 1 });
  expect(await bench.deploy()).toMatchObject({ status: 'unchanged' });
  expect(await bench.services.stores.deployments.openIntents('host-1')).toEqual([]);
  expect(await bench.undeploy()).toMatchObject({ restored: true });
  expect(bench.read()).toBe(FIRST);
});
