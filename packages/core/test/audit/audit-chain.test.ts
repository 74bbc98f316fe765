import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT_START, appendAudit, nextAuditEntry, verifyAuditChain } from '../../src/audit/audit-chain.js';
import { verifyAuditLog } from '../../src/audit/verify-audit-log.js';
import type { AuditEntry, AuditStore } from '../../src/ports/stores.js';
import { openSigning, type SigningFixture } from '../signing/signing-fixture.js';

function chainOf(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let index = 0; index < length; index += 1) {
    entries.push(
      nextAuditEntry(entries.at(-1), {
        at: '2026-01-01T00:00:00.000Z',
        principal: 'local:tester',
        operation: `operation_${index}`,
        client_id: 'cursor',
        profile_id: null,
        outcome: 'success',
        detail: { index },
      }),
    );
  }
  return entries;
}

describe('the audit chain', () => {
  it('begins with 64 zeros and goes on with the hash of the entry before', () => {
    const [first, second] = chainOf(2);
    expect(first).toMatchObject({ sequence: 1, previous_hash: '0'.repeat(64) });
    expect(second).toMatchObject({ sequence: 2, previous_hash: first?.hash });
  });

  it('holds together as it was made, in one part or in several', () => {
    const entries = chainOf(5);
    const whole = verifyAuditChain(entries);
    expect(whole).toEqual({ head: { sequence: 5, hash: entries.at(-1)?.hash } });
    const half = verifyAuditChain(entries.slice(0, 2));
    if (!('head' in half)) throw new Error('The first half holds together.');
    expect(verifyAuditChain(entries.slice(2), half.head)).toEqual(whole);
    expect(verifyAuditChain([])).toEqual({ head: AUDIT_START });
  });

  it('breaks at any entry of which any field was changed', () => {
    const entries = chainOf(4);
    const changes: Partial<AuditEntry>[] = [
      { at: '2026-01-02T00:00:00.000Z' },
      { principal: 'local:mallory' },
      { operation: 'other' },
      { client_id: null },
      { profile_id: 'default' },
      { outcome: 'denied' },
      { detail: { index: -1 } },
      { previous_hash: 'f'.repeat(64) },
      { hash: 'f'.repeat(64) },
    ];
    for (const change of changes) {
      for (let index = 0; index < entries.length; index += 1) {
        const changed = entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry));
        expect(verifyAuditChain(changed), JSON.stringify(change)).toEqual({
          sequence: index + 1,
          fault: 'changed',
        });
      }
    }
  });

  it('breaks after an entry that was changed and hashed anew', () => {
    const entries = chainOf(4);
    const forged = entries.map((entry, index) =>
      index === 1 ? nextAuditEntry(entries[0], { ...entry, principal: 'local:mallory' }) : entry,
    );
    expect(verifyAuditChain(forged)).toEqual({ sequence: 3, fault: 'detached' });
  });

  it('breaks where any entry is missing, and for any other order', () => {
    const entries = chainOf(5);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: 1 }), (some) => {
        const prefix = some.every((entry, index) => entry === entries[index]);
        expect('head' in verifyAuditChain(some)).toBe(prefix);
      }),
    );
  });
});

describe('the stored audit log', () => {
  let fixture: SigningFixture;
  beforeEach(async () => {
    fixture = await openSigning();
  });
  afterEach(() => fixture.close());

  const append = (operation: string) =>
    fixture.services.change(
      async () => undefined,
      () => ({ client_id: 'cursor', detail: { operation } }),
    );

  it('holds every change in order, whatever the clock says', async () => {
    await append('one');
    fixture.clock.time -= 86_400_000;
    await append('two');
    fixture.clock.time += 2 * 86_400_000;
    await append('three');
    const entries = await fixture.stores.audit.list({ after: 0, limit: 10 });
    expect(entries.map(({ detail }) => detail)).toEqual(
      ['one', 'two', 'three'].map((operation) => ({ operation })),
    );
    expect(await verifyAuditLog(fixture.stores)).toEqual({ verified: 3 });
  });

  it('records a refusal with who was refused', async () => {
    const { stores, clock } = fixture;
    await fixture.services.change(
      (inside) =>
        appendAudit(inside, clock, {
          principal: { kind: 'token', id: 't1', permissions: [] },
          operation: 'publish_config',
          outcome: 'denied',
          facts: {},
        }),
      {},
    );
    const [entry] = await stores.audit.list({ after: 0, limit: 1 });
    expect(entry).toMatchObject({ principal: 'token:t1', outcome: 'denied', client_id: null, detail: {} });
  });

  it('is empty and whole at first', async () => {
    expect(await verifyAuditLog(fixture.stores)).toEqual({ verified: 0 });
  });

  it('is checked over more entries than are read at a time, up to the first break', async () => {
    const entries = chainOf(2500);
    const storing = (rows: readonly AuditEntry[]): { audit: AuditStore } => ({
      audit: {
        ...fixture.stores.audit,
        list: async ({ after = 0, limit }) => rows.filter(({ sequence }) => sequence > after).slice(0, limit),
      },
    });
    expect(await verifyAuditLog(storing(entries))).toEqual({ verified: 2500 });
    const without = entries.filter(({ sequence }) => sequence !== 2100);
    expect(await verifyAuditLog(storing(without))).toEqual({
      verified: 2099,
      broken: { sequence: 2100, fault: 'missing' },
    });
  });
});
