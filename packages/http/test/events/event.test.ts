import { describe, expect, it } from 'vitest';
import { type AuditRecord, toEvent } from '../../src/events/event.js';
import { ALL_OPERATIONS } from '../support/start-api.js';

const record = (operation: string, detail: unknown = {}): AuditRecord => ({
  sequence: 1,
  at: '2026-01-02T03:04:05.678Z',
  principal: 'local:me',
  operation,
  client_id: 'cursor',
  profile_id: 'default',
  outcome: 'success',
  detail,
});

describe('an event', () => {
  it.each([
    ['add_server_to_config', { server_name: 'x' }, 'config.drafted'],
    ['publish_config', { version: 2 }, 'config.published'],
    ['rollback_config', { version: 3, rolled_back_to: 1 }, 'config.published'],
    ['rollback_config', { phase: 'done', version: 3 }, 'config.deployed'],
    ['sync_configs', { revision: 4 }, 'config.drafted'],
    ['sync_configs', { version: 4 }, 'config.published'],
    ['sync_configs', { phase: 'done', version: 4 }, 'config.deployed'],
    ['restore_backup', { phase: 'done' }, 'config.restored'],
    ['deploy_config', { phase: 'done' }, 'config.deployed'],
    ['undeploy_config', { phase: 'done' }, 'config.undeployed'],
    ['rotate_key', { key_id: 'k' }, 'key.rotated'],
    ['revoke_token', { token_id: 't' }, 'token.revoked'],
    ['register_server', { server_id: 's' }, 'server.registered'],
  ])('of %s with %j is %s', (operation, detail, type) => {
    expect(toEvent(record(operation, detail))?.type).toBe(type);
  });

  it.each([
    ['publish_config', { status: 'unchanged' }],
    ['initialize_keys', { kept: true }],
    ['deploy_config', { phase: 'begun' }],
    ['deploy_config', { phase: 'settled' }],
    ['something_else', {}],
    ['constructor', {}],
  ])('is not made of %s with %j', (operation, detail) => {
    expect(toEvent(record(operation, detail))).toBeUndefined();
  });

  it('is not made of a call that was refused', () => {
    expect(toEvent({ ...record('publish_config'), outcome: 'denied' })).toBeUndefined();
  });

  it('holds no path, reason or anything else that only the audit log tells', () => {
    const detail = {
      version: 1,
      target: '/home/me/x',
      reason: 'r',
      permissions: ['x'],
      backup: 'b',
      server_id: null,
    };
    expect(toEvent(record('publish_config', detail))).toEqual({
      type: 'config.published',
      at: '2026-01-02T03:04:05.678Z',
      principal: 'local:me',
      client_id: 'cursor',
      profile_id: 'default',
      version: 1,
    });
  });

  it('is made of every operation that changes something', () => {
    const silent = ALL_OPERATIONS.filter(({ effect }) => effect !== 'read')
      .map(({ name }) => name)
      .filter((name) => toEvent(record(name, { version: 1 })) === undefined);
    expect(silent).toEqual([]);
  });
});
