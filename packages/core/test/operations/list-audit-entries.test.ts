import { beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/principal.js';
import { LOCAL, tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'list_audit_entries', {});

const add = (client_id: string, profile_id: string, principal = LOCAL) =>
  bench().call('add_server_to_config', { client_id, profile_id, server_id: 'memory' }, principal);
const list = async (input = {}, principal = LOCAL) =>
  (await bench().call('list_audit_entries', input, principal)).entries;
const sequences = async (input = {}, principal = LOCAL) =>
  (await list(input, principal)).map(({ sequence }) => sequence);

describe('listing the audit log', () => {
  it('is empty at first', async () => {
    expect(await bench().call('list_audit_entries')).toEqual({ entries: [] });
  });

  it('tells who did what to which profile, and when', async () => {
    await add('cursor', 'dev');
    expect(await list()).toEqual([
      {
        sequence: 1,
        at: expect.stringMatching(/^2026-01-01T.*Z$/),
        principal: 'local:tester',
        operation: 'add_server_to_config',
        client_id: 'cursor',
        profile_id: 'dev',
        outcome: 'success',
        detail: { server_name: 'memory', server_id: 'memory', revision: 1 },
        previous_hash: '0'.repeat(64),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('leaves the profile out where there is none', async () => {
    await bench().call('initialize_keys');
    const [entry] = await list();
    expect(entry).not.toHaveProperty('client_id');
    expect(entry).not.toHaveProperty('profile_id');
  });

  it('chains each entry to the one before', async () => {
    await add('cursor', 'dev');
    await bench().call('initialize_keys');
    await add('zed', 'dev');
    const [third, second, first] = await list();
    expect([third?.previous_hash, second?.previous_hash]).toEqual([second?.hash, first?.hash]);
  });

  it('holds what was refused, too', async () => {
    await expect(add('cursor', 'dev', tokenPrincipal(['config:read']))).rejects.toMatchObject({
      code: 'forbidden',
    });
    const of = { client_id: 'cursor', profile_id: 'dev' };
    expect(await list({ client_id: 'cursor' })).toMatchObject([
      { operation: 'add_server_to_config', principal: 'token:token-1', outcome: 'denied', ...of },
    ]);
  });
});

describe('filtering the audit log', () => {
  beforeEach(async () => {
    await add('cursor', 'dev');
    await add('zed', 'dev', tokenPrincipal(PERMISSIONS));
    await add('cursor', 'work');
    await bench().call('initialize_keys');
  });

  it('gives newest first', async () => {
    expect(await sequences()).toEqual([4, 3, 2, 1]);
  });

  it.each([
    [{ client_id: 'cursor' }, [3, 1]],
    [{ principal: 'token:token-1' }, [2]],
    [{ operation: 'initialize_keys' }, [4]],
    [{ operation: 'add_server_to_config', client_id: 'zed' }, [2]],
    [{ client_id: 'windsurf' }, []],
  ])('by %j gives %j', async (input, found) => {
    expect(await sequences(input)).toEqual(found);
  });

  it('by time gives that time and later, in whatever zone it is told', async () => {
    const third = (await list()).find(({ sequence }) => sequence === 3)?.at ?? '';
    expect(await sequences({ since: third })).toEqual([4, 3]);
    const elsewhere = new Date(Date.parse(third) + 2 * 3_600_000).toISOString().replace('Z', '+02:00');
    expect(await sequences({ since: elsewhere })).toEqual([4, 3]);
    expect(await sequences({ since: '2027-01-01T00:00:00Z' })).toEqual([]);
  });

  it('gives every entry once, page by page', async () => {
    const first = await bench().call('list_audit_entries', { limit: 3 });
    expect(first.entries.map(({ sequence }) => sequence)).toEqual([4, 3, 2]);
    const last = await bench().call('list_audit_entries', { limit: 3, cursor: first.next_cursor });
    expect(last.entries.map(({ sequence }) => sequence)).toEqual([1]);
    expect(last).not.toHaveProperty('next_cursor');
  });

  it('keeps the filter from page to page', async () => {
    const first = await bench().call('list_audit_entries', { client_id: 'cursor', limit: 1 });
    expect(first.next_cursor).toBe('3');
    expect(await sequences({ client_id: 'cursor', limit: 1, cursor: first.next_cursor })).toEqual([1]);
  });

  it('shows a limited principal what happened to its own clients and profiles', async () => {
    expect(await sequences({}, tokenPrincipal(['audit:read'], { clients: ['cursor'] }))).toEqual([3, 1]);
    expect(await sequences({}, tokenPrincipal(['audit:read'], { profiles: ['dev'] }))).toEqual([2, 1]);
    const both = tokenPrincipal(['audit:read'], { clients: ['cursor'], profiles: ['work'] });
    expect(await sequences({}, both)).toEqual([3]);
  });

  it("does not let a limited principal ask for others' entries", async () => {
    const limited = tokenPrincipal(['audit:read'], { clients: ['cursor'] });
    await expect(list({ client_id: 'zed' }, limited)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each([
    { since: 'yesterday' },
    { since: '2026-01-01' },
    { limit: 0 },
    { limit: 501 },
    { cursor: '1 or 1' },
    { since: '9999-12-31T23:59:59-12:00' },
    { since: '0000-01-01T00:00:00+12:00' },
    { principal: 'x'.repeat(201) },
    { principal: 'a\0b' },
    { principal: 'local:\u202ea' },
    { operation: 'a\nb' },
  ])('refuses %j', async (input) => {
    await expect(list(input)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [expect.objectContaining({ field: Object.keys(input)[0] })],
    });
  });
});
