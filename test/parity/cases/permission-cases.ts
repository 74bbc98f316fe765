import type { Caller, Fields, ParityCase } from '../parity-case.js';
import { add, CURSOR, KEYS, RELEASED, RELEASED_TWICE, UNLIMITED } from './steps.js';

const not = { cli: UNLIMITED };

/** A caller who lacks what an operation asks for. */
function forbidden(as: Caller, call: string, input: Fields = {}): ParityCase {
  return {
    name: `${call} is forbidden to: ${as}`,
    as,
    given: RELEASED,
    steps: [{ call, input, fails: 'forbidden' }],
    not,
  };
}

/** Who may not do what. */
export const permissionCases: readonly ParityCase[] = [
  forbidden('viewer', 'add_server_to_config', { ...CURSOR, server_id: 'memory' }),
  forbidden('viewer', 'remove_server_from_config', { ...CURSOR, server_name: 'one' }),
  forbidden('viewer', 'clear_draft_config', CURSOR),
  forbidden('viewer', 'reset_draft', CURSOR),
  forbidden('viewer', 'import_config', CURSOR),
  forbidden('viewer', 'publish_config', CURSOR),
  forbidden('editor', 'publish_config', CURSOR),
  forbidden('editor', 'initialize_keys'),
  forbidden('editor', 'deploy_config', { ...CURSOR, dry_run: true }),
  forbidden('editor', 'undeploy_config', CURSOR),
  forbidden('editor', 'rollback_config', { ...CURSOR, to: 1 }),
  forbidden('deployer', 'register_server', {
    server_id: 'x',
    display_name: 'X',
    description: 'Tools.',
    transport: { type: 'stdio', command: 'x', args: [] },
  }),
  forbidden('deployer', 'unregister_server', { server_id: 'x' }),
  forbidden('deployer', 'rotate_key'),
  forbidden('deployer', 'revoke_key', { key_id: '@0.key_id' }),
  forbidden('deployer', 'initialize_keys', { regenerate: true }),
  forbidden('deployer', 'create_token'),
  forbidden('deployer', 'list_tokens'),
  forbidden('deployer', 'list_audit_entries'),

  {
    name: 'a refusal comes before the input is looked at',
    as: 'viewer',
    steps: [{ call: 'publish_config', input: { client_id: 'nobody' }, fails: 'forbidden' }],
    not,
  },
  {
    name: 'a rollback that deploys needs both permissions, and does not do half of it',
    as: 'publisher',
    given: RELEASED_TWICE,
    steps: [
      { call: 'rollback_config', input: { ...CURSOR, to: 1, deploy: true }, fails: 'forbidden' },
      { call: 'list_releases', input: CURSOR, gives: { releases: [{ version: 2 }, { version: 1 }] } },
      { call: 'rollback_config', input: { ...CURSOR, to: 1 }, gives: { version: 3 } },
    ],
    not,
  },
  {
    name: 'nobody grants what they do not hold',
    as: 'token_keeper',
    steps: [
      { call: 'create_token', input: { role: 'deployer' }, fails: 'permission_escalation' },
      { call: 'create_token', input: { role: 'viewer' }, gives: { permissions: ['config:read'] } },
    ],
    not,
  },
  {
    name: 'a caller with limits reaches its client alone',
    as: 'cursor_only',
    given: [KEYS, add('one')],
    steps: [
      { call: 'view_draft_config', input: { client_id: 'vscode' }, fails: 'forbidden' },
      { call: 'view_draft_config', input: CURSOR, gives: { server_count: 1 } },
      { call: 'list_clients', gives: { count: 1 } },
    ],
    not,
  },
  {
    name: 'a caller with limits reaches its profile alone',
    as: 'work_only',
    given: [KEYS, add('one')],
    steps: [
      { call: 'publish_config', input: CURSOR, fails: 'forbidden' },
      { call: 'view_draft_config', input: { ...CURSOR, profile_id: 'work' }, gives: { server_count: 0 } },
    ],
    not,
  },
  {
    name: 'a refusal to change something is in the audit log',
    as: 'auditor',
    given: [KEYS, add('one')],
    steps: [
      { call: 'publish_config', input: CURSOR, fails: 'forbidden' },
      {
        call: 'list_audit_entries',
        input: { limit: 1 },
        gives: { entries: [{ operation: 'publish_config', outcome: 'denied' }] },
      },
    ],
    not,
  },
];
