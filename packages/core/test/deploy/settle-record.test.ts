import { describe, expect, test } from 'vitest';
import { entryKey } from '../../src/deploy/entry-kinds.js';
import { memberDigests } from '../../src/deploy/member-digests.js';
import { settleRecord, type TargetRecord } from '../../src/deploy/settle-record.js';
import type { JsonObject } from '../../src/json.js';
import type { DeployedEntry, Intent } from '../../src/ports/stores.js';
import { sampleDeployment, sampleEntry, sampleIntent } from '../../src/testing/samples.js';

const A = { command: 'a' };
const B = { command: 'b' };

function entries(servers: Record<string, JsonObject>, facts: Partial<DeployedEntry> = {}): DeployedEntry[] {
  return Object.entries(servers).map(([name, value]) =>
    sampleEntry({ name, members: memberDigests(value), adopted: false, ...facts }),
  );
}

function recordOf(version: number, servers: Record<string, JsonObject>): NonNullable<TargetRecord> {
  return { deployment: sampleDeployment({ version, pristine: true }), entries: entries(servers) };
}

function intentTo(after: TargetRecord, hashes: Partial<Intent> = {}): Intent {
  return sampleIntent({
    before_hash: 'before',
    after_hash: 'after',
    deployment: after?.deployment ?? null,
    entries: after?.entries ?? [],
    ...hashes,
  });
}

function found(hash: string | null, servers: Record<string, JsonObject> | undefined) {
  const known =
    servers && new Map(Object.entries(servers).map(([name, value]) => [name, memberDigests(value)]));
  return { hash, entries: () => known };
}

const ONE = recordOf(1, { x: A });
const TWO = recordOf(2, { x: B, y: A });

describe('a file', () => {
  test('as an intent left it: the intent happened', () => {
    expect(settleRecord(ONE, [intentTo(TWO)], found('after', { x: B, y: A }))).toEqual(TWO);
    expect(settleRecord(ONE, [intentTo(undefined)], found('after', {}))).toBeUndefined();
    expect(settleRecord(ONE, [intentTo(undefined, { after_hash: null })], found(null, {}))).toBeUndefined();
  });

  test('as intents found it: none of them did', () => {
    expect(settleRecord(ONE, [intentTo(TWO)], found('before', { x: A }))).toBe(ONE);
    expect(settleRecord(undefined, [intentTo(TWO, { before_hash: null })], found(null, {}))).toBeUndefined();
  });

  test('left by the first of two attempts: that is what is there, though the second was begun from it', () => {
    const second = intentTo(recordOf(3, { x: B }), { before_hash: 'after', after_hash: 'later' });
    expect(settleRecord(ONE, [intentTo(TWO), second], found('after', { x: B, y: A }))).toEqual(TWO);
  });

  test('with an input that an intent adds, and edited since: it happened, though the servers are as before', () => {
    const definition = { type: 'promptString', id: 'x' };
    const input = { ...entries({ x: definition })[0], kind: 'input' as const };
    const after = { ...recordOf(2, { x: A }), entries: [...ONE.entries, input] } as NonNullable<TargetRecord>;
    const servers: [string, JsonObject][] = [['x', A]];
    const foundWith = (more: [string, JsonObject][]) => ({
      hash: 'edited',
      entries: () => new Map([...servers, ...more].map(([key, value]) => [key, memberDigests(value)])),
    });
    const key = entryKey(input as DeployedEntry);
    expect(settleRecord(ONE, [intentTo(after)], foundWith([[key, definition]]))).toEqual({
      ...after,
      deployment: { ...after.deployment, pristine: false },
    });
    expect(settleRecord(ONE, [intentTo(after)], foundWith([]))).toBe(ONE);
  });

  test('that does not parse keeps its record', () => {
    expect(settleRecord(ONE, [intentTo(TWO)], found('other', undefined))).toBe(ONE);
  });

  test('that is gone keeps its record', () => {
    expect(settleRecord(ONE, [intentTo(TWO)], found(null, {}))).toBe(ONE);
  });
});

describe('a file that somebody wrote since', () => {
  const settled = (record: TargetRecord, after: TargetRecord, disk: Record<string, JsonObject>) =>
    settleRecord(record, [intentTo(after)], found('other', disk));

  test('holds what the intent changed: it happened, and the file is no longer ours alone', () => {
    const after = { ...TWO, deployment: { ...TWO.deployment, pristine: false } };
    expect(settled(ONE, TWO, { x: B, y: A, theirs: A })).toEqual(after);
  });

  test('holds a part of what it changed: it happened', () => {
    expect(settled(ONE, TWO, { x: { command: 'mine' }, y: A })?.deployment.version).toBe(2);
    expect(settled(ONE, TWO, { y: { ...A, autoApprove: [] } })?.deployment.version).toBe(2);
  });

  test('holds nothing of it: it did not', () => {
    expect(settled(ONE, TWO, { x: A, theirs: A })).toBe(ONE);
    expect(settled(ONE, TWO, { x: { command: 'mine' } })).toBe(ONE);
    expect(settled(undefined, ONE, { theirs: A })).toBeUndefined();
  });

  test('an intent that only takes a member out, or adds one, is told by that member', () => {
    const long = recordOf(1, { x: { command: 'a', args: [] } });
    const short = recordOf(2, { x: A });
    expect(settled(long, short, { x: { command: 'a', args: [] } })).toBe(long);
    expect(settled(long, short, { x: A })?.deployment.version).toBe(2);
    expect(settled(short, long, { x: A })).toBe(short);
    expect(settled(short, long, { x: { command: 'a', args: [] } })?.deployment.version).toBe(1);
  });

  test('an undeploy is told by what is gone', () => {
    expect(settled(TWO, undefined, { theirs: A })).toBeUndefined();
    expect(settled(TWO, undefined, { x: B, y: A, theirs: A })).toBe(TWO);
  });

  test('what stood in another container is not missed in the one of the intent', () => {
    const code = { deployment: sampleDeployment({ client_id: 'vscode' }), entries: entries({ y: B }) };
    const inFile = (byClient: Record<string, Record<string, JsonObject>>) => ({
      hash: 'other',
      entries: (clientId: string) => found('other', byClient[clientId] ?? {}).entries(),
    });
    const cursor = { ...ONE, deployment: { ...ONE.deployment, client_id: 'cursor' } };
    expect(settleRecord(cursor, [intentTo(code)], inFile({ cursor: { x: A } }))).toBe(cursor);
    expect(settleRecord(cursor, [intentTo(code)], inFile({ vscode: { y: B } }))).toMatchObject({
      deployment: { client_id: 'vscode', pristine: false },
    });
    const undeploy = intentTo(undefined);
    expect(settleRecord(cursor, [intentTo(code), undeploy], inFile({ vscode: {}, cursor: { x: A } }))).toBe(
      cursor,
    );
  });

  test('adopted entries say nothing: they are there before and after', () => {
    const adopted = {
      deployment: sampleDeployment({ version: 2 }),
      entries: entries({ x: A }, { adopted: true }),
    };
    expect(settled(undefined, adopted, { x: A })).toBeUndefined();
  });
});
