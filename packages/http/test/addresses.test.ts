import { describe, expect, it } from 'vitest';
import { routeOf } from '../src/operation-route.js';
import { ALL_OPERATIONS } from './support/start-api.js';

/** Literal: a changed address breaks callers, so that it must be changed here too. */
const ADDRESSES = {
  list_clients: 'GET /v1/clients',
  describe_client: 'GET /v1/clients/{client_id}',
  set_client_path: 'POST /v1/clients/{client_id}/path',
  discover_clients: 'GET /v1/discovery',
  list_profiles: 'GET /v1/clients/{client_id}/profiles',
  get_config: 'GET /v1/config/{client_id}/{profile_id}',
  diff_config: 'POST /v1/config/diff',
  view_draft_config: 'GET /v1/config/{client_id}/{profile_id}/draft',
  add_server_to_config: 'POST /v1/config/{client_id}/{profile_id}/draft/add',
  remove_server_from_config: 'POST /v1/config/{client_id}/{profile_id}/draft/remove',
  clear_draft_config: 'DELETE /v1/config/{client_id}/{profile_id}/draft',
  reset_draft: 'POST /v1/config/{client_id}/{profile_id}/draft/reset',
  import_config: 'POST /v1/config/{client_id}/{profile_id}/draft/import',
  validate_config: 'POST /v1/config/{client_id}/{profile_id}/validate',
  publish_config: 'POST /v1/config/{client_id}/{profile_id}/publish',
  deploy_config: 'POST /v1/config/{client_id}/{profile_id}/deploy',
  undeploy_config: 'POST /v1/config/{client_id}/{profile_id}/undeploy',
  rollback_config: 'POST /v1/config/{client_id}/{profile_id}/rollback',
  copy_config: 'POST /v1/config/{client_id}/{profile_id}/copy',
  sync_configs: 'POST /v1/sync',
  list_backups: 'GET /v1/backups',
  show_backup: 'GET /v1/backups/{backup_id}',
  restore_backup: 'POST /v1/backups/{backup_id}/restore',
  check_drift: 'GET /v1/config/{client_id}/{profile_id}/drift',
  list_releases: 'GET /v1/config/{client_id}/{profile_id}/releases',
  verify_config: 'GET /v1/config/{client_id}/{profile_id}/verify',
  list_available_servers: 'GET /v1/servers',
  describe_server: 'GET /v1/servers/{server_id}',
  register_server: 'POST /v1/servers',
  unregister_server: 'DELETE /v1/servers/{server_id}',
  initialize_keys: 'POST /v1/keys/initialize',
  list_keys: 'GET /v1/keys',
  rotate_key: 'POST /v1/keys/rotate',
  revoke_key: 'POST /v1/keys/{key_id}/revoke',
  create_token: 'POST /v1/tokens',
  list_tokens: 'GET /v1/tokens',
  rotate_token: 'POST /v1/tokens/{token_id}/rotate',
  revoke_token: 'DELETE /v1/tokens/{token_id}',
  list_audit_entries: 'GET /v1/audit',
};

describe('the addresses of the API', () => {
  it('are these', () => {
    expect(Object.fromEntries(ALL_OPERATIONS.map(({ name, http }) => [name, http]))).toEqual(ADDRESSES);
  });

  it('are each used once, whatever their parameters are called', () => {
    const shapes = ALL_OPERATIONS.map(({ http }) => http.replaceAll(/\{\w+\}/g, '{}'));
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it('name only fields that their operation takes', () => {
    for (const operation of ALL_OPERATIONS) {
      const fields = Object.keys(operation.input.shape);
      expect(fields).toEqual(expect.arrayContaining([...routeOf(operation).parameters]));
    }
  });
});
