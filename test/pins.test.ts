import * as auth from '@mcp-orchestration/auth';
import { AUTH_OPERATIONS } from '@mcp-orchestration/auth';
import * as core from '@mcp-orchestration/core';
import * as storage from '@mcp-orchestration/core/storage';
import * as http from '@mcp-orchestration/http';
import * as mcpStdio from '@mcp-orchestration/mcp-stdio';
import { describe, expect, it } from 'vitest';
import cli from '../apps/cli/package.json' with { type: 'json' };

// Each list is a promise to users. A test that fails here asks: is the change meant, and who depends on the old name?

const catalogue = await core.loadCatalogue({ ...core.OPERATIONS, ...AUTH_OPERATIONS });

describe('names that users depend on', () => {
  it('operations, their addresses, permissions and effects', () => {
    expect(
      catalogue.map(({ name, http, permission, effect }) => `${name} | ${http} | ${permission} | ${effect}`),
    ).toEqual([
      'list_clients | GET /v1/clients | config:read | read',
      'discover_clients | GET /v1/discovery | config:read | read',
      'describe_client | GET /v1/clients/{client_id} | config:read | read',
      'set_client_path | POST /v1/clients/{client_id}/path | config:deploy | write',
      'list_profiles | GET /v1/clients/{client_id}/profiles | config:read | read',
      'list_available_servers | GET /v1/servers | config:read | read',
      'describe_server | GET /v1/servers/{server_id} | config:read | read',
      'register_server | POST /v1/servers | servers:manage | write',
      'unregister_server | DELETE /v1/servers/{server_id} | servers:manage | destructive',
      'view_draft_config | GET /v1/config/{client_id}/{profile_id}/draft | config:read | read',
      'add_server_to_config | POST /v1/config/{client_id}/{profile_id}/draft/add | config:draft | write',
      'remove_server_from_config | POST /v1/config/{client_id}/{profile_id}/draft/remove | config:draft | destructive',
      'clear_draft_config | DELETE /v1/config/{client_id}/{profile_id}/draft | config:draft | destructive',
      'reset_draft | POST /v1/config/{client_id}/{profile_id}/draft/reset | config:draft | destructive',
      'import_config | POST /v1/config/{client_id}/{profile_id}/draft/import | config:draft | write',
      'copy_config | POST /v1/config/{client_id}/{profile_id}/copy | config:draft | write',
      'validate_config | POST /v1/config/{client_id}/{profile_id}/validate | config:read | read',
      'initialize_keys | POST /v1/keys/initialize | config:publish | write',
      'publish_config | POST /v1/config/{client_id}/{profile_id}/publish | config:publish | write',
      'get_config | GET /v1/config/{client_id}/{profile_id} | config:read | read',
      'diff_config | POST /v1/config/diff | config:read | read',
      'list_releases | GET /v1/config/{client_id}/{profile_id}/releases | config:read | read',
      'verify_config | GET /v1/config/{client_id}/{profile_id}/verify | config:read | read',
      'deploy_config | POST /v1/config/{client_id}/{profile_id}/deploy | config:deploy | destructive',
      'check_drift | GET /v1/config/{client_id}/{profile_id}/drift | config:read | read',
      'undeploy_config | POST /v1/config/{client_id}/{profile_id}/undeploy | config:deploy | destructive',
      'rollback_config | POST /v1/config/{client_id}/{profile_id}/rollback | config:publish | destructive',
      'sync_configs | POST /v1/sync | config:deploy | destructive',
      'list_backups | GET /v1/backups | config:read | read',
      'show_backup | GET /v1/backups/{backup_id} | config:read | read',
      'restore_backup | POST /v1/backups/{backup_id}/restore | config:deploy | destructive',
      'list_keys | GET /v1/keys | config:read | read',
      'rotate_key | POST /v1/keys/rotate | keys:manage | write',
      'revoke_key | POST /v1/keys/{key_id}/revoke | keys:manage | destructive',
      'list_audit_entries | GET /v1/audit | audit:read | read',
      'create_token | POST /v1/tokens | tokens:manage | write',
      'list_tokens | GET /v1/tokens | tokens:manage | read',
      'rotate_token | POST /v1/tokens/{token_id}/rotate | tokens:manage | destructive',
      'revoke_token | DELETE /v1/tokens/{token_id} | tokens:manage | destructive',
    ]);
  });

  it('MCP tools', () => {
    expect(
      catalogue
        .filter(({ mcp }) => mcp)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'add_server_to_config',
      'check_drift',
      'clear_draft_config',
      'deploy_config',
      'describe_server',
      'diff_config',
      'get_config',
      'import_config',
      'initialize_keys',
      'list_available_servers',
      'list_clients',
      'list_profiles',
      'publish_config',
      'remove_server_from_config',
      'rollback_config',
      'validate_config',
      'view_draft_config',
    ]);
  });

  it('permissions and roles', () => {
    expect(core.PERMISSIONS).toEqual([
      'config:read',
      'config:draft',
      'config:publish',
      'config:deploy',
      'servers:manage',
      'keys:manage',
      'tokens:manage',
      'audit:read',
    ]);
    expect(core.ROLES).toEqual({
      viewer: ['config:read'],
      editor: ['config:read', 'config:draft'],
      deployer: ['config:read', 'config:draft', 'config:publish', 'config:deploy'],
      admin: core.PERMISSIONS,
    });
  });

  it('error codes and their kinds', () => {
    expect(Object.entries(core.ERRORS).map(([code, { kind }]) => `${code}: ${kind}`)).toEqual([
      'invalid_input: invalid',
      'unauthenticated: unauthenticated',
      'forbidden: forbidden',
      'revision_conflict: conflict',
      'unavailable: unavailable',
      'internal: internal',
      'operation_not_found: not_found',
      'route_not_found: not_found',
      'client_not_found: not_found',
      'config_not_found: not_found',
      'server_not_found: not_found',
      'artifact_not_found: not_found',
      'release_not_found: not_found',
      'deployment_not_found: not_found',
      'backup_not_found: not_found',
      'token_not_found: not_found',
      'key_not_found: not_found',
      'resource_not_found: not_found',
      'file_not_found: not_found',
      'draft_empty: invalid',
      'draft_invalid: invalid',
      'draft_outdated: conflict',
      'server_name_taken: conflict',
      'server_exists: conflict',
      'keys_missing: conflict',
      'key_unavailable: conflict',
      'release_unverified: conflict',
      'config_unparsable: conflict',
      'config_unreadable: conflict',
      'config_unsupported: conflict',
      'config_changed: conflict',
      'config_unwritable: conflict',
      'deploy_conflict: conflict',
      'deploy_busy: conflict',
      'downgrade_refused: conflict',
      'no_config_location: invalid',
      'target_forbidden: forbidden',
      'secret_unresolvable: invalid',
      'secret_missing: invalid',
      'consent_declined: forbidden',
      'permission_escalation: forbidden',
      'method_not_allowed: method_not_allowed',
      'body_too_large: too_large',
      'unsupported_media_type: unsupported_media',
      'rate_limited: rate_limited',
      'host_forbidden: forbidden',
      'origin_forbidden: forbidden',
    ]);
  });

  it('HTTP statuses and exit codes of each kind of error', () => {
    expect(core.HTTP_STATUS).toEqual({
      invalid: 400,
      unauthenticated: 401,
      forbidden: 403,
      not_found: 404,
      method_not_allowed: 405,
      conflict: 409,
      too_large: 413,
      unsupported_media: 415,
      rate_limited: 429,
      unavailable: 503,
      internal: 500,
    });
    expect(core.EXIT_CODE).toEqual({
      invalid: 2,
      unauthenticated: 5,
      forbidden: 5,
      not_found: 3,
      method_not_allowed: 2,
      conflict: 4,
      too_large: 2,
      unsupported_media: 2,
      rate_limited: 6,
      unavailable: 6,
      internal: 1,
    });
  });

  it('binaries', () => {
    expect(Object.keys(cli.bin)).toEqual([
      'mcp-orchestration',
      'mcp-orchestration-serve-http',
      'mcp-orchestration-generate-token',
      'mcp-orchestration-init',
      'mcp-orchestration-discover',
      'mcp-orchestration-list-servers',
      'mcp-orchestration-describe-server',
      'mcp-orchestration-add-server',
      'mcp-orchestration-remove-server',
      'mcp-orchestration-publish-config',
      'mcp-orchestration-deploy-config',
    ]);
  });
});

describe('exports', () => {
  it('of core', () => {
    expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
      [
        "CLIENTS",
        "COMMON_ERRORS",
        "ERRORS",
        "EXIT_CODE",
        "HOST_ID",
        "HTTP_STATUS",
        "OPERATIONS",
        "OrchestrationError",
        "PERMISSIONS",
        "ROLES",
        "composeCore",
        "createAnswerState",
        "createInvoke",
        "defineOperation",
        "holds",
        "homeFolder",
        "identifierSchema",
        "invalidField",
        "isIdentifier",
        "isJsonObject",
        "jsonEqual",
        "jsonSchemaOf",
        "loadCatalogue",
        "localPrincipal",
        "localUser",
        "maskText",
        "mayReach",
        "oneLine",
        "openOrchestration",
        "operationsOf",
        "parseInput",
        "parseStrictJson",
        "publicJwks",
        "readTextFields",
        "requirePermission",
        "systemClock",
        "verifyAuditLog",
        "watchFiles",
      ]
    `);
  });
  it('of core/storage', () => {
    expect(Object.keys(storage).sort()).toMatchInlineSnapshot(`
      [
        "createStores",
        "loadSqlite",
        "makeInsertOnly",
        "openDatabase",
        "statement",
        "textType",
      ]
    `);
  });
  it('of auth', () => {
    expect(Object.keys(auth).sort()).toMatchInlineSnapshot(`
      [
        "AUTH_OPERATIONS",
        "authMigrations",
        "createApiKeyCheck",
        "createAuthServices",
        "createAuthenticate",
        "createIdentityProvider",
        "createTokenStore",
        "createUsageCounter",
      ]
    `);
  });
  it('of http', () => {
    expect(Object.keys(http).sort()).toMatchInlineSnapshot(`
      [
        "createApp",
        "describeApi",
        "findInstrumentation",
        "startServer",
      ]
    `);
  });
  it('of mcp-stdio', () => {
    expect(Object.keys(mcpStdio).sort()).toMatchInlineSnapshot(`
      [
        "createMcpServer",
        "describeTools",
        "handleMcpRequest",
        "serveStdio",
      ]
    `);
  });
});
