import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberDigests } from '../../src/deploy/member-digests.js';
import { type PlanInput, planDeployment } from '../../src/deploy/plan-deployment.js';
import type { DocumentEntry } from '../../src/documents/document.js';
import { parseDocument } from '../../src/documents/parse-document.js';
import type { Json, JsonObject } from '../../src/json.js';
import type { DeployedEntry } from '../../src/ports/stores.js';

const OWNED = ['command', 'args', 'env', 'type', 'url', 'headers', 'disabled'];
const JUDGED = OWNED.filter((member) => member !== 'disabled');
const BACKUP = 'folder/now.bak';

function entry(name: string, value: Json): DocumentEntry {
  return { name, value, text: JSON.stringify(value) };
}

function ours(name: string, members: JsonObject, facts: Partial<DeployedEntry> = {}): DeployedEntry {
  return { name, members: memberDigests(members), adopted: false, replaced_in: null, ...facts };
}

interface Case {
  readonly disk?: Json;
  readonly wanted?: JsonObject;
  readonly ledger?: DeployedEntry;
  readonly rules?: Partial<PlanInput>;
}

/** Plan for one entry named `a`. */
function planOne({ disk, wanted, ledger, rules = {} }: Case) {
  const plan = planDeployment({
    document: disk === undefined ? [] : [entry('a', disk)],
    wanted: new Map(wanted === undefined ? [] : [['a', wanted]]),
    ledger: ledger === undefined ? [] : [ledger],
    ownedMembers: OWNED,
    judgedMembers: JUDGED,
    onConflict: 'report',
    backup: BACKUP,
    replaced: new Map(),
    ...rules,
  });
  return { ...plan, action: plan.changes[0]?.action, edit: plan.edits[0], entry: plan.entries[0] };
}

const A = { command: 'a', args: ['1'] };
const B = { command: 'b', args: ['1'] };
const force = { onConflict: 'force' } as const;

describe('an entry that is not ours', () => {
  test('and not wanted is in no change, edit or ledger', () => {
    expect(planOne({ disk: A })).toMatchObject({ changes: [], edits: [], entries: [] });
  });

  test('is added where there is none', () => {
    const plan = planOne({ wanted: A });
    expect(plan).toMatchObject({ action: 'add', edit: { op: 'set', name: 'a', members: A } });
    expect(plan.entry).toEqual(ours('a', A));
  });

  test.each([
    ['the same', A],
    ['the same in another order', { args: ['1'], command: 'a' }],
    ['the same with members of the client', { ...A, autoApprove: ['x'], disabled: true }],
    ['the same with members that are empty', { ...A, env: {}, url: '', headers: null }],
  ])('is adopted where it is %s', (_name, disk) => {
    const plan = planOne({ disk, wanted: A });
    expect(plan).toMatchObject({ action: 'adopt', edits: [] });
    expect(plan.entry).toEqual(ours('a', A, { adopted: true }));
  });

  test.each([
    ['another command', B],
    ['1 for true', { ...A, args: [1] }],
    ['a member less', { command: 'a' }],
    ['an environment besides', { ...A, env: { NODE_OPTIONS: '--require /evil.js' } }],
    ['an address besides', { ...A, url: 'https://evil.example' }],
    ['no object', 'text'],
    ['null', null],
  ])('conflicts where it has %s, and stays out of the ledger', (_name, disk) => {
    expect(planOne({ disk, wanted: A })).toMatchObject({ action: 'conflict', edits: [], entries: [] });
  });

  test('is gone over by force: members of ours that are stale go, those of the client stay', () => {
    const plan = planOne({ disk: { url: 'u', type: 'http', autoApprove: [] }, wanted: A, rules: force });
    expect(plan).toMatchObject({
      action: 'update',
      edit: { op: 'set', members: A, remove: ['type', 'url'] },
    });
    expect(plan.entry).toEqual(ours('a', A, { replaced_in: BACKUP }));
  });
});

describe('an entry of ours', () => {
  test('as deployed and as wanted is kept', () => {
    expect(planOne({ disk: A, wanted: A, ledger: ours('a', A) })).toMatchObject({
      action: 'keep',
      edits: [],
    });
  });

  test('as deployed and wanted otherwise is updated, and its stale members go', () => {
    const plan = planOne({ disk: { ...A, mine: 1 }, wanted: { url: 'u' }, ledger: ours('a', A) });
    expect(plan).toMatchObject({
      action: 'update',
      edit: { members: { url: 'u' }, remove: ['command', 'args'] },
    });
    expect(plan.entry).toEqual(ours('a', { url: 'u' }));
  });

  test('that was taken out is added again', () => {
    expect(planOne({ wanted: A, ledger: ours('a', A, { replaced_in: 'x' }) })).toMatchObject({
      action: 'add',
      entry: { replaced_in: 'x', adopted: false },
    });
  });

  test('edited on disk conflicts, naming the members, and stays in the ledger', () => {
    const plan = planOne({ disk: { ...A, command: 'mine' }, wanted: B, ledger: ours('a', A) });
    expect(plan.changes).toEqual([{ name: 'a', action: 'conflict', reason: 'edited on disk: command' }]);
    expect(plan.entry).toEqual(ours('a', A));
  });

  test('to which somebody added a member of our dialect conflicts; one of the client, or the switch, does not', () => {
    const ledger = ours('a', A);
    const armed = { ...A, env: { NODE_OPTIONS: '--require /evil.js' } };
    expect(planOne({ disk: armed, wanted: A, ledger }).changes).toEqual([
      { name: 'a', action: 'conflict', reason: 'edited on disk: env' },
    ]);
    expect(planOne({ disk: armed, ledger })).toMatchObject({ action: 'conflict', edits: [] });
    expect(planOne({ disk: armed, wanted: A, ledger, rules: { onConflict: 'heal' } })).toMatchObject({
      action: 'update',
      edit: { remove: ['env'] },
    });
    expect(planOne({ disk: armed, wanted: armed, ledger })).toMatchObject({ action: 'keep', edits: [] });
    const turned = { ...A, disabled: true, autoApprove: ['x'], env: {} };
    expect(planOne({ disk: turned, wanted: A, ledger })).toMatchObject({ action: 'keep', edits: [] });
  });

  test('that was adopted, taken out and added again is ours, and goes when we go', () => {
    const { entry: added } = planOne({ wanted: A, ledger: ours('a', A, { adopted: true }) });
    expect(added).toEqual(ours('a', A, { adopted: false }));
    expect(planOne({ disk: A, ledger: ours('a', A) })).toMatchObject({ action: 'remove' });
  });

  test('edited on disk to what is wanted has converged', () => {
    const plan = planOne({ disk: B, wanted: B, ledger: ours('a', A) });
    expect(plan).toMatchObject({ action: 'keep', edits: [] });
    expect(plan.entry).toEqual(ours('a', B));
  });

  test('edited in one member and wanted otherwise in another is merged', () => {
    const disk = { command: 'new', args: ['1'] };
    const plan = planOne({ disk, wanted: { command: 'new', args: ['2'] }, ledger: ours('a', A) });
    expect(plan).toMatchObject({ action: 'update', edit: { members: { command: 'new', args: ['2'] } } });
  });

  test('to which the user added a member that is wanted otherwise now conflicts', () => {
    const plan = planOne({
      disk: { ...A, env: { X: '1' } },
      wanted: { ...A, env: { X: '2' } },
      ledger: ours('a', A),
    });
    expect(plan.changes[0]?.reason).toBe('edited on disk: env');
  });

  test('edited on disk is gone over by force, and what it once replaced is still known', () => {
    const plan = planOne({
      disk: B,
      wanted: { url: 'u' },
      ledger: ours('a', A, { replaced_in: 'old' }),
      rules: force,
    });
    expect(plan).toMatchObject({
      action: 'update',
      edit: { remove: ['command', 'args'] },
      entry: { replaced_in: 'old' },
    });
  });

  test('that was adopted is kept for the user when we first change it', () => {
    const plan = planOne({ disk: A, wanted: B, ledger: ours('a', A, { adopted: true }) });
    expect(plan.entry).toEqual(ours('a', B, { adopted: false, replaced_in: BACKUP }));
  });
});

describe('an entry of ours that is no longer wanted', () => {
  test('goes', () => {
    expect(planOne({ disk: { ...A, autoApprove: [] }, ledger: ours('a', A) })).toMatchObject({
      action: 'remove',
      edit: { op: 'remove', name: 'a' },
      entries: [],
    });
  });

  test('stays where it was adopted, even edited', () => {
    expect(planOne({ disk: B, ledger: ours('a', A, { adopted: true }) })).toMatchObject({
      action: 'keep',
      edits: [],
      entries: [],
    });
  });

  test('gives way to what it took the place of', () => {
    const rules = { replaced: new Map([['a', '{"command": "theirs"}']]) };
    const ledger = ours('a', A, { replaced_in: 'x' });
    const edit = { op: 'restore', name: 'a', text: '{"command": "theirs"}' };
    expect(planOne({ disk: A, ledger, rules })).toMatchObject({ action: 'restore', edit });
    expect(planOne({ ledger, rules })).toMatchObject({ action: 'restore', edit });
  });

  test('whose backup of what it took the place of is gone goes, and says that this cannot come back', () => {
    const ledger = ours('a', A, { replaced_in: 'x' });
    const reason = 'what ours took the place of cannot be put back: its backup is gone';
    expect(planOne({ disk: A, ledger }).changes).toEqual([{ name: 'a', action: 'remove', reason }]);
    expect(planOne({ ledger }).changes).toEqual([{ name: 'a', action: 'remove', reason }]);
  });

  test('and is not there needs no edit', () => {
    expect(planOne({ ledger: ours('a', A) })).toMatchObject({ action: 'remove', edits: [], entries: [] });
  });

  test.each([
    ['report', 'conflict', []],
    ['leave', 'keep', []],
    ['force', 'remove', [{ op: 'remove', name: 'a' }]],
  ] as const)('and was edited: %s says %s', (onConflict, action, edits) => {
    expect(planOne({ disk: B, ledger: ours('a', A), rules: { onConflict } })).toMatchObject({
      action,
      edits,
    });
  });
});

describe('laws', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const member = fc.oneof(
    fc.constantFrom('x', 'y'),
    fc.array(fc.constantFrom('1', '2'), { maxLength: 2 }),
    fc.boolean(),
  );
  const members = fc.dictionary(fc.constantFrom('command', 'args', 'env', 'url'), member, { minKeys: 1 });
  const diskEntry = fc
    .tuple(members, fc.dictionary(fc.constantFrom('autoApprove', 'timeout'), member))
    .map(([owned, other]): JsonObject => ({ ...owned, ...other }));
  const servers = fc.dictionary(name, diskEntry);
  const release = fc.dictionary(name, members);
  const force = fc.constantFrom('report', 'force').map((onConflict) => onConflict as 'report' | 'force');
  const container = { kind: 'map', path: ['mcpServers'] } as const;

  function deploy(text: string, wanted: Record<string, JsonObject>, rest: Partial<PlanInput>) {
    const document = parseDocument(text, 'json');
    const plan = planDeployment({
      document: document.entries(container),
      wanted: new Map(Object.entries(wanted)),
      ledger: [],
      ownedMembers: OWNED,
      judgedMembers: JUDGED,
      onConflict: 'report',
      backup: BACKUP,
      replaced: new Map(),
      ...rest,
    });
    return { plan, text: document.edit(container, plan.edits), document };
  }

  const textOf = (disk: Record<string, JsonObject>): string =>
    JSON.stringify({ n: 1, mcpServers: disk }, null, 2);
  const dataOf = (text: string): Record<string, JsonObject> => JSON.parse(text).mcpServers;

  test('a deploy that did not conflict, made again, changes nothing', () => {
    fc.assert(
      fc.property(servers, release, release, force, (disk, before, wanted, onConflict) => {
        const first = deploy(textOf(disk), before, { onConflict: 'force' });
        const second = deploy(first.text, wanted, { ledger: first.plan.entries, onConflict });
        fc.pre(second.plan.changes.every(({ action }) => action !== 'conflict'));
        const third = deploy(second.text, wanted, { ledger: second.plan.entries, onConflict });
        expect(third.plan.edits).toEqual([]);
        expect(third.text).toBe(second.text);
        expect(third.plan.entries).toEqual(second.plan.entries);
        for (const [key, value] of Object.entries(wanted))
          expect(dataOf(third.text)[key]).toMatchObject(value);
      }),
      { numRuns: 300 },
    );
  });

  test('entries that neither the release nor the ledger has are in no edit', () => {
    fc.assert(
      fc.property(servers, release, release, force, (disk, before, wanted, onConflict) => {
        const first = deploy(textOf(disk), before, { onConflict: 'force' });
        const { plan, text } = deploy(first.text, wanted, { ledger: first.plan.entries, onConflict });
        const known = new Set([...Object.keys(wanted), ...Object.keys(before)]);
        expect(plan.edits.filter((edit) => !known.has(edit.name))).toEqual([]);
        for (const key of Object.keys(disk)) {
          if (!known.has(key)) expect(dataOf(text)[key]).toEqual(disk[key]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what conflicts is not edited, and what is edited does not conflict', () => {
    fc.assert(
      fc.property(servers, release, (disk, wanted) => {
        const { plan } = deploy(textOf(disk), wanted, {});
        const conflicts = plan.changes
          .filter(({ action }) => action === 'conflict')
          .map(({ name: key }) => key);
        expect(plan.edits.filter((edit) => conflicts.includes(edit.name))).toEqual([]);
        expect(plan.entries.filter((one) => conflicts.includes(one.name))).toEqual([]);
      }),
    );
  });

  test('taking everything out again gives the first data back, whatever was forced over or adopted', () => {
    fc.assert(
      fc.property(servers, release, release, (disk, before, wanted) => {
        const text = textOf(disk);
        const first = deploy(text, before, { onConflict: 'force' });
        const sources = new Map(first.document.entries(container).map((one) => [one.name, one.text]));
        const second = deploy(first.text, wanted, {
          ledger: first.plan.entries,
          onConflict: 'force',
          replaced: sources,
        });
        const replaced = new Map(
          second.plan.entries.flatMap((one) => {
            const source = one.replaced_in === null ? undefined : sources.get(one.name);
            return source === undefined ? [] : [[one.name, source] as const];
          }),
        );
        const last = deploy(second.text, {}, { ledger: second.plan.entries, onConflict: 'leave', replaced });
        expect(dataOf(last.text)).toEqual(disk);
      }),
      { numRuns: 300 },
    );
  });
});
