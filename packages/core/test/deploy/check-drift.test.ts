import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { classifyDrift, overallStatus, type ServerDrift } from '../../src/deploy/classify-drift.js';
import { memberDigests } from '../../src/deploy/member-digests.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const JUDGED = ['command', 'args', 'env', 'url'];

describe('an entry is', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((command) => memberDigests({ command }));
  const extended = memberDigests({ command: 'a', autoApprove: [], disabled: true, env: {} });
  const armed = memberDigests({ command: 'a', env: { NODE_OPTIONS: '--require /evil.js' } });

  test.each([
    ['clean', { disk: a, ours: a, wanted: a }],
    ['clean', { disk: extended, ours: a, wanted: a }],
    ['clean', { disk: a, ours: a, wanted: 'as_deployed' }],
    ['clean', { disk: armed, ours: armed, wanted: armed }],
    ['pending', { disk: undefined, ours: undefined, wanted: a }],
    ['pending', { disk: a, ours: a, wanted: b }],
    ['pending', { disk: a, ours: a, wanted: 'changed' }],
    ['drifted', { disk: b, ours: a, wanted: a }],
    ['drifted', { disk: b, ours: a, wanted: 'as_deployed' }],
    ['drifted', { disk: armed, ours: a, wanted: a }],
    ['missing', { disk: undefined, ours: a, wanted: a }],
    ['missing', { disk: undefined, ours: a, wanted: b }],
    ['converged', { disk: b, ours: a, wanted: b }],
    ['converged', { disk: a, ours: undefined, wanted: a }],
    ['converged', { disk: extended, ours: undefined, wanted: a }],
    ['converged', { disk: armed, ours: a, wanted: armed }],
    ['converged', { disk: undefined, ours: a, wanted: undefined }],
    ['conflict', { disk: b, ours: undefined, wanted: a }],
    ['conflict', { disk: armed, ours: undefined, wanted: a }],
    ['conflict', { disk: armed, ours: a, wanted: undefined }],
    ['conflict', { disk: c, ours: a, wanted: b }],
    ['conflict', { disk: b, ours: a, wanted: 'changed' }],
    ['conflict', { disk: b, ours: a, wanted: undefined }],
    ['foreign', { disk: a, ours: undefined, wanted: undefined }],
    ['orphaned', { disk: a, ours: a, wanted: undefined }],
  ] as const)('%s: %j', (state, sides) => {
    expect(classifyDrift({ name: 'x', judged: JUDGED, ...sides })).toMatchObject({ name: 'x', state });
  });

  test('said to be edited in the members that differ', () => {
    const ours = memberDigests({ command: 'a', args: [], env: { A: '1' } });
    const disk = memberDigests({ command: 'a', args: ['x'] });
    expect(classifyDrift({ name: 'x', disk, ours, wanted: ours, judged: JUDGED }).cause).toBe(
      'edited on disk: args, env',
    );
  });
});

describe('a file is', () => {
  const servers = (...states: ServerDrift['state'][]): ServerDrift[] =>
    states.map((state) => ({ name: state, state }));
  test.each([
    ['in_sync', servers('clean', 'foreign', 'converged'), false],
    ['in_sync', servers(), false],
    ['pending', servers('clean'), true],
    ['pending', servers('clean', 'orphaned'), false],
    ['drifted', servers('pending', 'drifted'), true],
    ['drifted', servers('missing'), false],
    ['conflict', servers('drifted', 'conflict', 'missing'), true],
  ] as const)('%s', (status, states, behind) => {
    expect(overallStatus(states, { behind })).toBe(status);
  });
});

describe('drift of a real file', () => {
  const FILES = { command: 'npx', args: ['files'] };
  let bench: Workbench;
  beforeEach(async () => {
    bench = await openWorkbench();
  });
  afterEach(() => discard(bench));

  const states = async (request = {}): Promise<Record<string, string>> => {
    const { servers } = await bench.drift(request);
    return Object.fromEntries(servers.map(({ name, state }) => [name, state]));
  };

  test('before anything is published tells what is there', async () => {
    await bench.write('{"mcpServers":{"other":{"command":"o"}}}');
    expect(await bench.drift()).toEqual({
      client_id: 'cursor',
      profile_id: 'default',
      status: 'not_deployed',
      deployed_version: null,
      deployed_at: null,
      latest_version: null,
      config_path: bench.target,
      servers: [{ name: 'other', state: 'foreign' }],
    });
  });

  test('follows a profile through its life', async () => {
    await bench.write('{"mcpServers":{"other":{"command":"o"}}}');
    await bench.publish({ files: FILES, gone: { command: 'g' } });
    expect(await bench.drift()).toMatchObject({
      status: 'not_deployed',
      deployed_version: null,
      latest_version: 1,
    });
    expect(await states()).toEqual({ files: 'pending', gone: 'pending', other: 'foreign' });
    await bench.deploy();
    expect(await bench.drift()).toMatchObject({ status: 'in_sync', deployed_version: 1 });
    await bench.publish({ files: { ...FILES, args: ['v2'] }, fresh: { command: 'f' } });
    expect(await bench.drift()).toMatchObject({ status: 'pending', deployed_version: 1, latest_version: 2 });
    expect(await states()).toEqual({
      files: 'pending',
      fresh: 'pending',
      gone: 'orphaned',
      other: 'foreign',
    });
    await bench.write(bench.read().replace('"npx"', '"mine"'));
    expect(await bench.drift()).toMatchObject({ status: 'conflict' });
    expect(await states()).toMatchObject({ files: 'conflict' });
  });

  test('an edit of ours drifts, one of the client does not', async () => {
    await bench.publish({ files: FILES });
    await bench.deploy();
    const deployed = bench.read();
    await bench.write(deployed.replace('"command"', '"disabled": true, "command"'));
    expect(await bench.drift()).toMatchObject({ status: 'in_sync' });
    await bench.write(deployed.replace('"files"\n', '"secret-dir"\n'));
    expect(await bench.drift()).toMatchObject({
      status: 'drifted',
      servers: [{ state: 'drifted', cause: 'edited on disk: args' }],
    });
    expect(JSON.stringify(await bench.drift())).not.toContain('secret-dir');
  });

  test('a member of our dialect that somebody added to an entry of ours is an edit', async () => {
    await bench.publish({ files: FILES });
    await bench.deploy();
    const deployed = bench.read();
    await bench.write(deployed.replace('"command"', '"env": {"NODE_OPTIONS": "-r /evil.js"}, "command"'));
    expect(await bench.drift()).toMatchObject({
      status: 'drifted',
      servers: [{ state: 'drifted', cause: 'edited on disk: env' }],
    });
    await expect(bench.deploy()).rejects.toMatchObject({ code: 'deploy_conflict' });
    await bench.deploy({ force: true });
    expect(JSON.parse(bench.read()).mcpServers.files).toEqual(FILES);
  });

  test('a rollback to what is deployed leaves nothing to be done', async () => {
    const first = { files: FILES };
    await bench.publish(first);
    await bench.deploy();
    await bench.publish({ files: { ...FILES, args: ['v2'] } });
    expect(await bench.drift()).toMatchObject({ status: 'pending' });
    await bench.publish(first);
    expect(await bench.drift()).toMatchObject({
      status: 'in_sync',
      deployed_version: 1,
      latest_version: 3,
      servers: [{ state: 'clean' }],
    });
  });

  test('a release that the client cannot hold is told of as pending, and changed where it is deployed', async () => {
    const zed = { client_id: 'zed' };
    await bench.publish({ events: { type: 'sse', url: 'https://x.example' } }, zed);
    expect(await bench.drift(zed)).toMatchObject({ servers: [{ name: 'events', state: 'pending' }] });
    await bench.publish({ events: FILES }, zed);
    await bench.deploy(zed);
    await bench.publish({ events: { type: 'sse', url: 'https://x.example' } }, zed);
    expect(await bench.drift(zed)).toMatchObject({
      status: 'pending',
      servers: [{ name: 'events', state: 'pending', cause: 'the release has changed it' }],
    });
  });

  test('a file that is gone is told from one that is not deployed', async () => {
    await bench.publish({ files: FILES });
    expect(await bench.drift()).toMatchObject({ status: 'not_deployed' });
    await bench.deploy();
    await rm(bench.target);
    expect(await bench.drift()).toMatchObject({ status: 'drifted', cause: 'The file is gone.' });
  });

  test('a bad file is unreadable, with the place', async () => {
    await bench.publish({ files: FILES });
    await bench.deploy();
    await bench.write('{"mcpServers": {\n');
    expect(await bench.drift()).toMatchObject({
      status: 'unreadable',
      servers: [],
      config_path: bench.target,
      cause: expect.stringMatching(/line/i),
    });
  });

  test('looking changes nothing: no lock, no audit entry, no byte', async () => {
    await bench.publish({ files: FILES });
    await bench.deploy();
    const [text, head] = [bench.read(), await bench.services.stores.audit.head()];
    const change = () => Promise.reject(new Error('drift changed something'));
    const { checkDrift } = await import('../../src/deploy/check-drift.js');
    const call = { principal: { kind: 'local', id: 'x', permissions: [] } } as const;
    const request = { client_id: 'cursor', profile_id: 'default' };
    expect(await checkDrift({ ...bench.services, change }, request, call)).toMatchObject({
      status: 'in_sync',
    });
    expect(bench.read()).toBe(text);
    expect(await bench.services.stores.audit.head()).toEqual(head);
  });

  test('several files of one profile each have their own', async () => {
    await bench.publish({ files: FILES });
    await bench.deploy();
    const project_dir = bench.folder;
    expect(await bench.drift({ project_dir })).toMatchObject({ status: 'not_deployed' });
    await bench.deploy({ project_dir });
    await bench.write('{}');
    expect(await bench.drift({ project_dir })).toMatchObject({ status: 'in_sync' });
    expect(await bench.drift()).toMatchObject({ status: 'drifted' });
  });
});
