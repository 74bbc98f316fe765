import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../src/open-orchestration.js';
import { PERMISSIONS } from '../../src/principal.js';
import { type Bench, tokenPrincipal } from './bench.js';
import { CATALOGUE } from './catalogue.js';

/** What holds for every operation, whatever it does. `input` is one that the operation understands. */
export function operationRules(
  bench: () => Bench,
  name: OperationName,
  input: Record<string, unknown>,
): void {
  const operation = CATALOGUE.find((candidate) => candidate.name === name);
  if (operation === undefined) throw new Error(`There is no operation ${name}.`);

  describe('as every operation', () => {
    it('refuses a field that it does not know, and names it', async () => {
      await expect(bench().raw(name, { ...input, surprise: 1 })).rejects.toMatchObject({
        code: 'invalid_input',
        errors: [{ code: 'unrecognized_keys', field: 'surprise', message: 'There is no such field.' }],
      });
    });

    it(`needs the permission ${operation.permission}`, async () => {
      const others = PERMISSIONS.filter((permission) => permission !== operation.permission);
      await expect(bench().raw(name, input, tokenPrincipal(others))).rejects.toMatchObject({
        code: 'forbidden',
        message: `This needs the permission ${operation.permission}.`,
      });
      const denied = (await bench().audit()).filter(({ outcome }) => outcome === 'denied');
      expect(denied.map((entry) => [entry.operation, entry.principal])).toEqual(
        operation.effect === 'read' ? [] : [[name, 'token:token-1']],
      );
    });

    if (
      'client_id' in operation.input.shape &&
      operation.errors.some((code) => code === 'client_not_found')
    ) {
      it('knows its clients', async () => {
        await expect(bench().raw(name, { ...input, client_id: 'no-such-client' })).rejects.toMatchObject({
          code: 'client_not_found',
          kind: 'not_found',
        });
      });
    }

    // In the audit log and among backups a client is a filter, and not what is worked on.
    if (name === 'list_audit_entries' || name === 'list_backups') return;
    if ('client_id' in operation.input.shape) clientRules(bench, name, input);
    if ('profile_id' in operation.input.shape) profileRules(bench, name, input);
  });
}

function clientRules(bench: () => Bench, name: OperationName, input: Record<string, unknown>): void {
  it('is not for those who are limited to other clients, who learn nothing by asking', async () => {
    const stranger = tokenPrincipal(PERMISSIONS, { clients: ['zed'] });
    for (const client_id of ['cursor', 'no-such-client', undefined]) {
      await expect(bench().raw(name, { ...input, client_id }, stranger)).rejects.toMatchObject({
        code: 'forbidden',
        message: 'These credentials are limited to other clients or profiles.',
      });
    }
  });

  it.each(['', '../up', 'UPPER', 'con', 'a'.repeat(65), 7, null])(
    'takes %j for no client',
    async (client_id) => {
      await expect(bench().raw(name, { ...input, client_id })).rejects.toMatchObject({
        code: 'invalid_input',
        errors: expect.arrayContaining([expect.objectContaining({ field: 'client_id' })]),
      });
    },
  );
}

function profileRules(bench: () => Bench, name: OperationName, input: Record<string, unknown>): void {
  it('is not for those who are limited to other profiles', async () => {
    const stranger = tokenPrincipal(PERMISSIONS, { profiles: ['theirs'] });
    for (const profile_id of ['ours', undefined]) {
      await expect(bench().raw(name, { ...input, profile_id }, stranger)).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });

  it.each(['', 'a..b', 'Default', 'nul', 7])('takes %j for no profile', async (profile_id) => {
    await expect(bench().raw(name, { ...input, profile_id })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: expect.arrayContaining([expect.objectContaining({ field: 'profile_id' })]),
    });
  });
}
