import { existsSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DriftCause } from '../../src/deploy/drift-event.js';
import { watchDrift } from '../../src/deploy/watch-drift.js';
import { localPrincipal } from '../../src/principal.js';
import type { ServerEntry } from '../../src/registry/server-entry.js';
import { tellFigure } from '../support/figure.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const COUNT = 36;
const OURS: Record<string, ServerEntry> = Object.fromEntries(
  Array.from({ length: COUNT }, (_, at) => [
    `server-${at}`,
    { command: 'npx', args: ['-y', `server-${at}@1.0.0`] },
  ]),
);

/** What a client did to its own file, as its users have reported it. */
interface Wipe {
  readonly issue: string;
  readonly client_id: string;
  readonly what: string;
  /** The file before we came. */
  readonly before: string;
  /** What the client wrote over ours; undefined: it deleted the file. */
  readonly wiped: string | undefined;
  readonly cause: DriftCause;
}

const DESKTOP =
  '{\n  "mcpServers": {\n    "own": { "command": "own" }\n  },\n  "globalShortcut": "Ctrl+Space"\n}\n';
const STUB = `{
  "preferences": {
    "coworkWebSearchEnabled": true,
    "coworkScheduledTasksEnabled": true,
    "ccdScheduledTasksEnabled": true,
    "sidebarMode": "chat"
  }
}`;
const STATE = '{\n  "numStartups": 41,\n  "tipsHistory": { "shift-enter": 7 },\n  "mcpServers": {}\n}\n';

const WIPES: readonly Wipe[] = [
  {
    issue: 'anthropics/claude-code#32345',
    client_id: 'claude-desktop',
    what: 'all but the preferences was left out',
    before: DESKTOP,
    wiped: STUB,
    cause: 'file_replaced',
  },
  {
    issue: 'anthropics/claude-code#76034',
    client_id: 'claude-desktop',
    what: 'a path and the preferences took the place of everything',
    before: DESKTOP,
    wiped: `{"coworkUserFilesPath": "C:\\\\Users\\\\ada", "preferences": {"sidebarMode": "task"}}`,
    cause: 'file_replaced',
  },
  {
    issue: 'anthropics/claude-code#85005',
    client_id: 'claude-desktop',
    what: 'the entries were taken out, the rest was kept',
    before: DESKTOP,
    wiped: '{\n  "mcpServers": {},\n  "globalShortcut": "Ctrl+Space",\n  "preferences": {}\n}\n',
    cause: 'file_replaced',
  },
  {
    issue: 'anthropics/claude-code#34359',
    client_id: 'claude-desktop',
    what: 'the file was deleted',
    before: DESKTOP,
    wiped: undefined,
    cause: 'file_gone',
  },
  {
    issue: 'anthropics/claude-code#34359',
    client_id: 'claude-desktop',
    what: 'the file was left empty',
    before: DESKTOP,
    wiped: '',
    cause: 'file_replaced',
  },
  {
    issue: 'anthropics/claude-code#65463',
    client_id: 'claude-code',
    what: 'a session wrote the file as it had read it before',
    before: STATE,
    wiped: STATE.replace('41', '42'),
    cause: 'file_replaced',
  },
  {
    issue: 'anthropics/claude-code#32899',
    client_id: 'claude-code',
    what: 'the key was dropped, all others were kept',
    before: STATE,
    wiped: '{\n  "numStartups": 42,\n  "tipsHistory": { "shift-enter": 8 }\n}\n',
    cause: 'file_replaced',
  },
  {
    issue: 'anthropics/claude-code#84149',
    client_id: 'claude-code',
    what: 'the file was begun anew',
    before: STATE,
    wiped: '{"firstStartTime":"2026-08-05T10:00:00.000Z","userID":"a1"}',
    cause: 'file_replaced',
  },
];

/** How often entries were put back, and how long a watcher took to say what happened, in milliseconds. */
const tally = { restored: 0, times: [] as number[] };
afterAll(() => {
  const slowest = Math.round(Math.max(...tally.times));
  tellFigure(
    `${WIPES.length} recorded wipes of ${COUNT} servers: ${tally.restored} entries restored, 0 bytes of the client lost; told within ${slowest} ms of 2000`,
  );
});

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => discard(bench));

/** Deploy into a client's file as it was. Gives the file, and what takes the place of it. */
async function deployTo({ client_id, before, wiped }: Wipe) {
  const where = { client_id, target: join(bench.folder, 'config.json') };
  await writeFile(where.target, before);
  await bench.publish(OURS, where);
  await bench.deploy(where);
  const wipe = async () => {
    if (wiped === undefined) return rm(where.target);
    await writeFile(`${where.target}.theirs`, wiped);
    await rename(`${where.target}.theirs`, where.target);
  };
  const servers = () => JSON.parse(readFileSync(where.target, 'utf8')).mcpServers;
  return { where, wipe, servers };
}

/** Whether every character of a text is in another, in order: the other has only come to hold more. */
function isWithin(text: string, other: string): boolean {
  let at = 0;
  for (const character of other) if (at < text.length && character === text[at]) at += 1;
  return at === text.length;
}

describe.each(WIPES)('$client_id, where $what ($issue)', (recorded) => {
  const { wiped = '', cause } = recorded;

  test('is drift that says so, and a deploy puts our servers back and keeps what the client wrote', async () => {
    const { where, wipe, servers } = await deployTo(recorded);
    await wipe();
    const drift = await bench.drift(where);
    expect(drift).toMatchObject({
      status: 'drifted',
      cause: expect.stringMatching(/gone|None of our entries/),
    });
    expect(drift.servers.map(({ state }) => state)).toEqual(Array(COUNT).fill('missing'));
    const { changes } = await bench.deploy(where);
    expect(changes.map(({ action }) => action)).toEqual(Array(COUNT).fill('add'));
    expect(servers()).toMatchObject(OURS);
    expect(await bench.drift(where)).toMatchObject({ status: 'in_sync' });
    const text = readFileSync(where.target, 'utf8');
    expect(isWithin(wiped, text)).toBe(true);
    tally.restored += changes.length;
    await bench.undeploy(where);
    const left = existsSync(where.target) ? readFileSync(where.target, 'utf8') : '{}';
    const { mcpServers: _emptied, ...kept } = JSON.parse(left);
    const { mcpServers: _none, ...theirs } = JSON.parse(wiped === '' ? '{}' : wiped);
    expect(kept).toEqual(theirs);
  });

  test('is told by a watcher, which puts our servers back where it may', async () => {
    const { where, wipe, servers } = await deployTo(recorded);
    const ending = new AbortController();
    const call = { principal: localPrincipal('watcher'), signal: ending.signal };
    const files = [{ ...where, profile_id: 'default' }];
    const events = watchDrift(bench.services, { files, heal: true }, call);
    expect((await events.next()).value).toMatchObject({ cause: 'in_sync' });
    const began = performance.now();
    await wipe();
    const { value: event } = await events.next();
    tally.times.push(performance.now() - began);
    expect(event).toMatchObject({ cause, status: 'drifted' });
    expect(event?.servers).toHaveLength(COUNT);
    expect(event?.healed?.changes).toHaveLength(COUNT);
    expect(servers()).toMatchObject(OURS);
    ending.abort();
    await events.return();
  });
});
