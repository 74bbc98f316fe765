import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OrchestrationError } from '../../src/errors.js';
import { tellFigure } from '../support/figure.js';
import { steppedFiles } from './support/stepped-files.js';
import { discard, openWorkbench, temporaryFiles, type Workbench } from './support/workbench.js';

const FIRST = '{\n  "count": 0,\n  "mcpServers": {}\n}\n';

/** Another program's edit: it counts in the file, by reading and writing it in its own way. */
type Writer = (path: string, edit: (text: string) => string) => void;

/** How many edits were made by another program meanwhile. */
let foreign = 0;
afterAll(() => {
  tellFigure(`${foreign} edits by others, before each system call of a deed: 0 lost without a word`);
});

const WRITERS: Record<string, Writer> = {
  'writes in place': (path, edit) => {
    foreign += 1;
    writeFileSync(path, edit(readFileSync(path, 'utf8')));
  },
  'renames a file of its own into place': (path, edit) => {
    foreign += 1;
    writeFileSync(`${path}.theirs`, edit(readFileSync(path, 'utf8')));
    renameSync(`${path}.theirs`, path);
  },
};

const countIn = (text: string): number => Number(/"count": (\d+)/.exec(text)?.[1]);

const addOne = (text: string): string =>
  text.replace(/"count": (\d+)/, (_all, count) => `"count": ${Number(count) + 1}`);

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  await bench.publish({ files: { command: 'npx', args: ['files'] } });
});
afterEach(() => discard(bench));

/** How many steps a deed takes when nobody disturbs it. */
async function stepsOf(deed: (bench: Workbench) => Promise<unknown>): Promise<number> {
  const files = steppedFiles(() => undefined);
  await deed(bench.withFiles(files));
  return files.steps.length;
}

async function fresh(): Promise<void> {
  await bench.undeploy({ force: true }).catch(() => undefined);
  await bench.write(FIRST);
}

/** Whether an edit is in the file, or in a backup that the error names. */
function isKept(count: number, error: unknown): boolean {
  if (countIn(bench.read()) >= count) return true;
  const named =
    error instanceof OrchestrationError ? /kept in (\S+\.bak)/.exec(error.message)?.[1] : undefined;
  return named !== undefined && countIn(readFileSync(named, 'utf8')) >= count;
}

describe.each(Object.entries(WRITERS))('a program that %s', (_name, write) => {
  test('between any two steps of a deploy keeps its edit, and ours is there too', async () => {
    await fresh();
    const steps = await stepsOf((b) => b.deploy());
    expect(steps).toBeGreaterThan(10);
    for (let at = 0; at < steps; at += 1) {
      await fresh();
      const files = steppedFiles((step) => {
        if (step === at) write(bench.target, addOne);
      });
      await bench.withFiles(files).deploy();
      expect(countIn(bench.read()), `before step ${at} (${files.steps[at]})`).toBe(1);
      expect(await bench.drift()).toMatchObject({ status: 'in_sync' });
      expect(await temporaryFiles(bench.target)).toEqual([]);
    }
  });

  test('between any two steps of an undeploy keeps its edit, and ours is gone', async () => {
    await fresh();
    await bench.deploy();
    const steps = await stepsOf((b) => b.undeploy());
    for (let at = 0; at < steps; at += 1) {
      await fresh();
      await bench.deploy();
      const files = steppedFiles((step) => {
        if (step === at) write(bench.target, addOne);
      });
      await bench.withFiles(files).undeploy();
      const text = bench.read();
      expect(countIn(text), `before step ${at} (${files.steps[at]})`).toBe(1);
      expect(text).not.toContain('npx');
    }
  });

  test('at every step, ever again, ends with an error that says so, and no edit is lost', async () => {
    for (const every of [1, 2, 3, 5, 7, 11, 13]) {
      await fresh();
      let edits = 0;
      const files = steppedFiles((step) => {
        if (step % every !== 0) return;
        write(bench.target, addOne);
        edits = Math.max(edits + 1, countIn(bench.read()));
      });
      const error = await bench
        .withFiles(files)
        .deploy()
        .then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
      if (error !== undefined) expect(error).toMatchObject({ code: 'config_changed' });
      expect(isKept(edits, error) || lastEditIsBackedUp(edits), `every ${every}: ${error}`).toBe(true);
      expect(await temporaryFiles(bench.target)).toEqual([]);
    }
  });

  function lastEditIsBackedUp(count: number): boolean {
    const folder = join(bench.home, 'backups');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.bak'))
      .some((name) => countIn(readFileSync(join(folder, name), 'utf8')) >= count);
  }

  test('an edit that conflicts with ours is put back as it was written, and reported', async () => {
    await fresh();
    const steps = await stepsOf((b) => b.deploy());
    const theirs = (text: string): string =>
      text.replace('"mcpServers": {', '"mcpServers": {"files": {"command": "theirs"}');
    let reported = 0;
    for (let at = 0; at < steps; at += 1) {
      await fresh();
      const files = steppedFiles((step) => {
        if (step === at && bench.read() === FIRST) write(bench.target, theirs);
      });
      const error = await bench
        .withFiles(files)
        .deploy()
        .then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
      if (!bench.read().includes('theirs')) continue;
      expect(error, `before step ${at} (${files.steps[at]})`).toMatchObject({ code: 'deploy_conflict' });
      expect(bench.read()).toBe(theirs(FIRST));
      expect(await bench.drift()).toMatchObject({ status: 'not_deployed' });
      reported += 1;
    }
    expect(reported).toBeGreaterThan(5);
  });
});

test('a program that has emptied the file that ours took the place of is waited for, and merged', async () => {
  await bench.write(FIRST);
  let descriptor: number | undefined;
  const files = steppedFiles((_step, name) => {
    if (name === 'replace') descriptor ??= openSync(bench.target, 'r+');
    if (name !== 'syncFolder' || descriptor === undefined || descriptor < 0) return;
    const theirs = descriptor;
    descriptor = -1;
    ftruncateSync(theirs);
    setTimeout(() => {
      writeSync(theirs, addOne(FIRST), 0);
      closeSync(theirs);
    }, 30);
  });
  await bench.withFiles(files).deploy();
  expect(countIn(bench.read())).toBe(1);
  expect(bench.read()).toContain('npx');
});

test('a file that appears where there was none is merged, not gone over', async () => {
  for (let at = 0; ; at += 1) {
    const files = steppedFiles((step) => {
      if (step === at) writeTheirs();
    });
    await bench.withFiles(files).deploy();
    if (files.steps.length <= at) break;
    expect(bench.read(), `before step ${at} (${files.steps[at]})`).toContain('"theirs"');
    expect(bench.read()).toContain('npx');
    await bench.undeploy();
    await rm(bench.target);
  }

  function writeTheirs(): void {
    mkdirSync(dirname(bench.target), { recursive: true });
    const text = existsSync(bench.target) ? readFileSync(bench.target, 'utf8') : '{}';
    writeFileSync(bench.target, text.replace('{', '{"theirs": 1,').replace(',}', '}'));
  }
});

describe('a program that writes to the file that ours has just taken the place of', () => {
  const THEIRS = FIRST.replace('"mcpServers": {', '"theirs": 1, "mcpServers": {');
  const CONFLICTING = FIRST.replace('"mcpServers": {', '"mcpServers": {"files": {"command": "theirs"}');

  /** Opens the file before the first rename, and writes to it behind it; then does `next` once, at the next read. */
  function lateWriter(text: string, next: () => void = () => undefined) {
    let descriptor: number | undefined;
    let pending = false;
    return steppedFiles((_step, name) => {
      if (name === 'replace' && descriptor === undefined) descriptor = openSync(bench.target, 'r+');
      if (name === 'syncFolder' && descriptor !== undefined && descriptor >= 0) {
        ftruncateSync(descriptor);
        writeSync(descriptor, text, 0);
        closeSync(descriptor);
        descriptor = -1;
        pending = true;
      } else if (name === 'open' && pending) {
        pending = false;
        next();
      }
    });
  }

  test('has its edit merged with ours', async () => {
    await bench.write(FIRST);
    expect(await bench.withFiles(lateWriter(THEIRS)).deploy()).toMatchObject({ status: 'deployed' });
    expect(JSON.parse(bench.read())).toMatchObject({ theirs: 1, mcpServers: { files: { command: 'npx' } } });
    expect(await bench.undeploy()).toMatchObject({ restored: true });
    expect(bench.read()).toBe(THEIRS);
  });

  test.each([
    ['cannot be planned with ours', CONFLICTING, 'deploy_conflict'],
    ['does not parse', '{"mcpServers": ', 'config_unparsable'],
  ])('has its file back where its edit %s, and nothing is deployed', async (_name, text, code) => {
    await bench.write(FIRST);
    await expect(bench.withFiles(lateWriter(text)).deploy()).rejects.toMatchObject({ code });
    expect(bench.read()).toBe(text);
    expect(await bench.services.stores.deployments.list('host-1')).toEqual([]);
    expect(await bench.services.stores.deployments.openIntents('host-1')).toEqual([]);
    expect(await temporaryFiles(bench.target)).toEqual([]);
  });

  test('has its file back over an older deployment too, which is still known to be there', async () => {
    await bench.write(FIRST);
    await bench.deploy();
    const conflicting = bench.read().replace('"npx"', '"theirs"');
    await bench.publish({ files: { command: 'uvx' } });
    await expect(bench.withFiles(lateWriter(conflicting)).deploy()).rejects.toMatchObject({
      code: 'deploy_conflict',
    });
    expect(bench.read()).toBe(conflicting);
    expect(await bench.drift()).toMatchObject({ status: 'conflict', deployed_version: 1 });
  });

  test('and another one that wrote to ours: the one edit stays, the other is kept, and that is said', async () => {
    await bench.write(FIRST);
    const files = lateWriter(THEIRS, () => writeFileSync(bench.target, addOne(bench.read())));
    const error = await bench
      .withFiles(files)
      .deploy()
      .catch((thrown: OrchestrationError) => thrown);
    expect(error).toMatchObject({ code: 'config_changed' });
    expect(countIn(bench.read())).toBe(1);
    const kept = /kept in (\S+\.bak)/.exec((error as OrchestrationError).message)?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toBe(THEIRS);
    expect(await bench.drift()).toMatchObject({ status: 'in_sync' });
  });

  test('while ours is taken out has its edit in the file, without our entry', async () => {
    await bench.write(FIRST);
    await bench.deploy();
    const theirs = bench.read().replace('"count": 0', '"count": 7');
    await bench.withFiles(lateWriter(theirs)).undeploy();
    expect(countIn(bench.read())).toBe(7);
    expect(bench.read()).not.toContain('npx');
  });
});
