import type { ParityCase } from '../parity-case.js';
import { CURSOR, CURSOR_FILE, DEPLOY, DEPLOYED, FOREIGN, RELEASED, UNLIMITED } from './steps.js';

const ELSEWHERE = '~/elsewhere/cursor.json';

/** What is done for several clients at once, where their files are, and what those held. */
export const severalClientsCases: readonly ParityCase[] = [
  {
    name: 'a client is described, with an example in its own spelling',
    steps: [
      {
        call: 'describe_client',
        input: { client_id: 'codex' },
        gives: { format: 'toml', servers_at: { path: ['mcp_servers'] }, transports: { sse: 'none' } },
      },
      { call: 'describe_client', input: { client_id: 'nobody' }, fails: 'client_not_found' },
    ],
  },
  {
    name: 'the file of a client is named, deployed to, and taken back',
    allowTargets: true,
    given: RELEASED,
    steps: [
      {
        call: 'set_client_path',
        input: { ...CURSOR, path: ELSEWHERE },
        gives: { config_path: ELSEWHERE, named: true },
      },
      { ...DEPLOY, gives: { config_path: ELSEWHERE } },
      {
        call: 'set_client_path',
        input: { ...CURSOR, path: null },
        gives: { config_path: `~/${CURSOR_FILE}`, named: false },
      },
    ],
  },
  {
    name: 'the file of a client is not named where files may not be',
    steps: [{ call: 'set_client_path', input: { ...CURSOR, path: ELSEWHERE }, fails: 'target_forbidden' }],
    not: { cli: UNLIMITED },
  },
  {
    name: 'a profile is copied to another client, and what that cannot hold is listed',
    given: [
      ...RELEASED,
      {
        call: 'add_server_to_config',
        input: {
          ...CURSOR,
          server_name: 'stream',
          server: { type: 'sse', url: 'https://example.com/sse' },
        },
      },
    ],
    steps: [
      {
        call: 'copy_config',
        input: { ...CURSOR, to_client_id: 'codex' },
        gives: { copied: ['one'], untranslated: [{ name: 'stream', field: 'type' }] },
      },
      { call: 'copy_config', input: { client_id: 'zed', to_client_id: 'codex' }, fails: 'config_not_found' },
      { call: 'copy_config', input: { ...CURSOR, to_client_id: 'nobody' }, fails: 'client_not_found' },
    ],
  },
  {
    name: 'one profile is deployed to several clients',
    given: RELEASED,
    steps: [
      {
        call: 'sync_configs',
        input: { clients: ['codex'], from: 'cursor', dry_run: true },
        gives: { outcomes: [{ status: 'planned', deployment: { version: 1, status: 'planned' } }] },
      },
      { call: 'get_config', input: { client_id: 'codex' }, fails: 'config_not_found' },
      {
        call: 'sync_configs',
        input: { clients: ['cursor', 'codex'], from: 'cursor' },
        gives: {
          status: 'synced',
          outcomes: [
            { client_id: 'cursor', status: 'deployed' },
            { client_id: 'codex', status: 'deployed' },
          ],
        },
      },
      {
        call: 'sync_configs',
        input: { clients: ['cursor', 'codex'] },
        gives: { outcomes: [{ status: 'unchanged' }, { status: 'unchanged' }] },
      },
      {
        call: 'sync_configs',
        input: { clients: ['cursor'], from: 'zed' },
        fails: 'config_not_found',
      },
    ],
  },
  {
    name: 'what a file held is listed, and put back',
    given: [...DEPLOYED, { call: 'list_backups' }],
    steps: [
      { call: 'list_backups', input: CURSOR, gives: { count: 1, backups: [{ client_id: 'cursor' }] } },
      {
        call: 'restore_backup',
        input: { backup_id: '@5.backups.0.backup_id' },
        gives: { status: 'restored', config_path: `~/${CURSOR_FILE}` },
      },
      { call: 'check_drift', input: CURSOR, gives: { status: 'drifted' } },
      { call: 'restore_backup', input: { backup_id: '0'.repeat(16) }, fails: 'backup_not_found' },
    ],
  },
  {
    name: 'what a file held is shown to the person at the machine alone',
    given: [...RELEASED, { write: CURSOR_FILE, text: FOREIGN }, DEPLOY, { call: 'list_backups' }],
    steps: [{ call: 'show_backup', input: { backup_id: '@5.backups.0.backup_id' }, fails: 'forbidden' }],
    not: { cli: UNLIMITED },
  },
];
