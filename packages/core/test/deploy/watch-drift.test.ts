import { rename, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DriftEvent } from '../../src/deploy/drift-event.js';
import type { WatchRequest } from '../../src/deploy/watch-drift.js';
import { watchDrift } from '../../src/deploy/watch-drift.js';
import { localPrincipal } from '../../src/principal.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const BEFORE = '{ "mcpServers": { "own": { "command": "own" } }, "theme": 1 }';
const SERVERS = { one: { command: 'node' }, two: { command: 'deno' } };

let bench: Workbench;
let ending: AbortController;
beforeEach(async () => {
  bench = await openWorkbench();
  ending = new AbortController();
  await bench.write(BEFORE);
  await bench.publish(SERVERS);
  await bench.deploy();
});
afterEach(async () => {
  ending.abort();
  await discard(bench);
});

/** Begin to watch; the first event tells how the file stands. */
async function begin(request: WatchRequest = {}) {
  const call = { principal: localPrincipal('watcher'), signal: ending.signal };
  const events = watchDrift(bench.services, request, call);
  const next = async (): Promise<DriftEvent> => {
    const { value } = await events.next();
    if (value === undefined) throw new Error('There are no more events.');
    return value;
  };
  return { first: await next(), next, events };
}

/** The file as another program would write it. */
function without(...names: string[]): string {
  const data = JSON.parse(bench.read());
  for (const name of names) delete data.mcpServers[name];
  return JSON.stringify(data, null, 2);
}

describe('watching a file', () => {
  it('begins with how it stands, and names an edit with its server and member', async () => {
    const { first, next } = await begin();
    expect(first).toMatchObject({ cause: 'in_sync', status: 'in_sync', servers: [] });
    await bench.write(bench.read().replace('deno', 'evil'));
    expect(await next()).toMatchObject({
      client_id: 'cursor',
      config_path: bench.target,
      cause: 'edited',
      status: 'drifted',
      servers: [{ name: 'two', state: 'drifted', cause: 'edited on disk: command' }],
    });
  });

  it('names an entry that was taken out', async () => {
    const { next } = await begin();
    await bench.write(without('one'));
    expect(await next()).toMatchObject({
      cause: 'entry_removed',
      servers: [{ name: 'one', state: 'missing' }],
    });
  });

  it('names a file that another took the place of', async () => {
    const { next } = await begin();
    await writeFile(`${bench.target}.new`, '{ "mcpServers": {} }');
    await rename(`${bench.target}.new`, bench.target);
    expect(await next()).toMatchObject({ cause: 'file_replaced', servers: [{}, {}] });
  });

  it('names a file that is gone, and one that came back', async () => {
    const { next } = await begin();
    const text = bench.read();
    await rm(bench.target);
    expect(await next()).toMatchObject({ cause: 'file_gone' });
    await bench.write(text);
    expect(await next()).toMatchObject({ cause: 'in_sync' });
  });

  it('names a file that does not parse, and leaves it alone even when it is to heal', async () => {
    const { next } = await begin({ heal: true });
    await bench.write('{ broken');
    expect(await next()).toMatchObject({ cause: 'file_unreadable', status: 'unreadable' });
    expect(bench.read()).toBe('{ broken');
  });

  it('says nothing of changes that are not about our entries', async () => {
    const { next } = await begin();
    await bench.write(bench.read().replace('"theme": 1', '"theme": 2'));
    await new Promise((done) => setTimeout(done, 800));
    await bench.write(without('one'));
    expect(await next()).toMatchObject({ cause: 'entry_removed' });
  });

  it('ends with its signal', async () => {
    const { events } = await begin();
    setTimeout(() => ending.abort(), 50);
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('watches the files that are named', async () => {
    const target = `${bench.folder}/named.json`;
    const { first } = await begin({ files: [{ client_id: 'cursor', profile_id: 'default', target }] });
    expect(first).toMatchObject({ cause: 'not_deployed', config_path: target });
  });
});

describe('healing a file', () => {
  it('puts our entries back, and keeps what the client wrote', async () => {
    const { next } = await begin({ heal: true });
    const theirs = {
      mcpServers: { fresh: { command: 'fresh' }, two: { command: 'evil', added: 1 } },
      state: 2.5,
    };
    await bench.write(JSON.stringify(theirs));
    const event = await next();
    expect(event.cause).toBe('edited');
    expect(event.healed?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'one', action: 'add' }),
        expect.objectContaining({ name: 'two', action: 'update' }),
      ]),
    );
    expect(JSON.parse(bench.read())).toEqual({
      mcpServers: {
        fresh: { command: 'fresh' },
        two: { command: 'deno', added: 1 },
        one: { command: 'node' },
      },
      state: 2.5,
    });
    expect(await next()).toMatchObject({ cause: 'in_sync' });
  });

  it('puts back the release that is deployed, not a newer one', async () => {
    const { next } = await begin({ heal: true });
    await bench.publish({ ...SERVERS, three: { command: 'bun' } });
    await bench.write(without('one'));
    const { healed } = await next();
    expect(healed).toMatchObject({ version: 1 });
    expect(bench.read()).not.toContain('three');
  });

  it('does it again when it is undone in the same way', async () => {
    const { next } = await begin({ heal: true });
    for (let round = 0; round < 2; round += 1) {
      await bench.write(without('one', 'two'));
      expect((await next()).healed).toMatchObject({ status: 'deployed' });
      expect(await next()).toMatchObject({ cause: 'in_sync' });
    }
  });

  it('gives way for a while to a program that insists', async () => {
    const { next } = await begin({ heal: true });
    for (let round = 0; round < 5; round += 1) {
      await bench.write(without('one'));
      expect((await next()).healed).toBeDefined();
      await next();
    }
    await bench.write(without('one'));
    expect(await next()).toMatchObject({
      heal_error: expect.stringContaining('keeps taking our entries out'),
    });
  });
});
