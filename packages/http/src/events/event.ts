import type { Permission } from '@mcp-orchestration/core';

/** An entry of the audit log, as far as events are made of it. */
export interface AuditRecord {
  readonly sequence: number;
  readonly at: string;
  readonly principal: string;
  readonly operation: string;
  readonly client_id: string | null;
  readonly profile_id: string | null;
  readonly outcome: 'success' | 'denied';
  readonly detail: unknown;
}

/** Every type of event, and the permission that it is read with. */
export const EVENT_TYPES = {
  'config.drafted': 'config:read',
  'config.published': 'config:read',
  'config.deployed': 'config:read',
  'config.undeployed': 'config:read',
  'config.restored': 'config:read',
  'drift.detected': 'config:read',
  'client.path_set': 'config:read',
  'server.registered': 'config:read',
  'server.unregistered': 'config:read',
  'key.created': 'config:read',
  'key.rotated': 'config:read',
  'key.revoked': 'config:read',
  'token.created': 'tokens:manage',
  'token.rotated': 'tokens:manage',
  'token.revoked': 'tokens:manage',
} as const satisfies Record<string, Permission>;

/** A type of event. */
export type EventType = keyof typeof EVENT_TYPES;

/** What has happened. */
export interface Event {
  readonly type: EventType;
  readonly at: string;
  /** Who did it; of a drift nobody knows. */
  readonly principal?: string;
  readonly client_id?: string;
  readonly profile_id?: string;
  readonly [fact: string]: unknown;
}

const BY_OPERATION: ReadonlyMap<string, EventType> = new Map([
  ['add_server_to_config', 'config.drafted'],
  ['remove_server_from_config', 'config.drafted'],
  ['clear_draft_config', 'config.drafted'],
  ['reset_draft', 'config.drafted'],
  ['import_config', 'config.drafted'],
  ['copy_config', 'config.drafted'],
  ['publish_config', 'config.published'],
  ['rollback_config', 'config.published'],
  ['sync_configs', 'config.published'],
  ['deploy_config', 'config.deployed'],
  ['undeploy_config', 'config.undeployed'],
  ['restore_backup', 'config.restored'],
  ['set_client_path', 'client.path_set'],
  ['register_server', 'server.registered'],
  ['unregister_server', 'server.unregistered'],
  ['initialize_keys', 'key.created'],
  ['rotate_key', 'key.rotated'],
  ['revoke_key', 'key.revoked'],
  ['create_token', 'token.created'],
  ['rotate_token', 'token.rotated'],
  ['revoke_token', 'token.revoked'],
]);

/** What an event says beyond who, when and which profile. Paths of this machine and reasons stay in the audit log. */
const FACTS = [
  'version',
  'artifact_id',
  'rolled_back_to',
  'revision',
  'server_name',
  'server_id',
  'key_id',
  'token_id',
];

/** The event that an entry of the audit log stands for; undefined where it stands for none. */
export function toEvent(record: AuditRecord): Event | undefined {
  const detail = Object(record.detail) as Record<string, unknown>;
  const type = typeOf(record, detail);
  if (type === undefined) return undefined;
  const facts = FACTS.flatMap((name) => {
    const value = detail[name];
    return value === undefined || value === null ? [] : [[name, value]];
  });
  return {
    type,
    at: record.at,
    principal: record.principal,
    ...(record.client_id === null ? {} : { client_id: record.client_id }),
    ...(record.profile_id === null ? {} : { profile_id: record.profile_id }),
    ...Object.fromEntries(facts),
  };
}

function typeOf(record: AuditRecord, detail: Record<string, unknown>): EventType | undefined {
  const type = BY_OPERATION.get(record.operation);
  if (record.outcome !== 'success' || detail.status === 'unchanged' || detail.kept === true) return undefined;
  // A change of a file is recorded before and after it; and one that was cut off, when it is found.
  if (detail.phase !== undefined && detail.phase !== 'done') return undefined;
  if (type !== 'config.published') return type;
  // Operations that publish may draft before and deploy afterwards.
  if (detail.phase === 'done') return 'config.deployed';
  return detail.version === undefined ? 'config.drafted' : 'config.published';
}
