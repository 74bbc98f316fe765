import { isJsonObject, type Json } from '@mcp-orchestration/core';
import type { Fields } from './parity-case.js';

/** A command line with what it reads. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly stdin?: string;
  /** Files that it names, by their path under the product's folder. */
  readonly files?: Readonly<Record<string, string>>;
}

interface CommandWords {
  readonly words: string;
  /** Fields that stand as arguments. */
  readonly args?: readonly string[];
  /** The options of fields whose name is not theirs. */
  readonly options?: Readonly<Record<string, string>>;
}

const KEY = { client_id: 'client', profile_id: 'profile' };
const RELEASE = { ...KEY, version: 'release', project_dir: 'project' };

const COMMANDS: Readonly<Record<string, CommandWords>> = {
  list_clients: { words: 'client list --all' },
  discover_clients: { words: 'discover' },
  describe_client: { words: 'client show', args: ['client_id'] },
  list_profiles: { words: 'profile list', options: KEY },
  list_available_servers: {
    words: 'server list',
    options: { search_query: 'search', transport_filter: 'transport' },
  },
  describe_server: { words: 'server show', args: ['server_id'] },
  register_server: { words: 'server add' },
  unregister_server: { words: 'server remove', args: ['server_id'] },
  add_server_to_config: {
    words: 'draft add',
    args: ['server_id'],
    options: { ...KEY, server_name: 'name', env_vars: 'env', params: 'param' },
  },
  remove_server_from_config: { words: 'draft remove', args: ['server_name'], options: KEY },
  view_draft_config: { words: 'draft show', options: KEY },
  clear_draft_config: { words: 'draft clear', options: KEY },
  reset_draft: { words: 'draft reset', options: RELEASE },
  import_config: { words: 'draft import', options: RELEASE },
  copy_config: {
    words: 'copy',
    options: { ...KEY, to_client_id: 'to', to_profile_id: 'to-profile' },
  },
  validate_config: { words: 'validate', options: KEY },
  publish_config: { words: 'publish', options: KEY },
  get_config: { words: 'config show', options: RELEASE },
  diff_config: { words: 'diff', options: KEY },
  list_releases: { words: 'history', options: KEY },
  verify_config: { words: 'verify', options: RELEASE },
  deploy_config: { words: 'deploy', options: RELEASE },
  check_drift: { words: 'status', options: RELEASE },
  undeploy_config: { words: 'undeploy', options: RELEASE },
  sync_configs: { words: 'sync', options: RELEASE },
  list_backups: { words: 'backup list', options: KEY },
  show_backup: { words: 'backup show', args: ['backup_id'] },
  restore_backup: { words: 'backup restore', args: ['backup_id'] },
  rollback_config: { words: 'rollback', options: RELEASE },
  initialize_keys: { words: 'key init' },
  list_keys: { words: 'key list' },
  rotate_key: { words: 'key rotate' },
  revoke_key: { words: 'key revoke', args: ['key_id'] },
  list_audit_entries: { words: 'audit', options: KEY },
  create_token: {
    words: 'token create',
    options: { permissions: 'permission', expires_in: 'expires', clients: 'client', profiles: 'profile' },
  },
  list_tokens: { words: 'token list' },
  rotate_token: { words: 'token rotate', args: ['token_id'] },
  revoke_token: { words: 'token revoke', args: ['token_id'] },
};

/** The words of the command that is an operation, where one is: `draft add`. */
export function commandWords(name: string): string | undefined {
  return COMMANDS[name]?.words;
}

/** How a person would type an operation. */
export function toCommandLine(name: string, input: Fields): CommandLine {
  if (name === 'register_server') return { args: ['server', 'add', '-'], stdin: JSON.stringify(input) };
  if (name === 'diff_config') return toDiff(input);
  if (name === 'set_client_path') {
    const { client_id, path } = input;
    return { args: ['client', 'set-path', String(client_id), path === null ? '--unset' : String(path)] };
  }
  const command = COMMANDS[name];
  if (command === undefined) throw new Error(`${name} has no command.`);
  const { server, text, ...fields } = input;
  const named = command.args ?? [];
  const options = Object.entries(fields).filter(([field]) => !named.includes(field));
  return {
    args: [
      ...command.words.split(' '),
      ...named.flatMap((field) => (field in fields ? [String(fields[field])] : [])),
      ...options.flatMap(([field, value]) => toOption(command.options?.[field] ?? field, value as Json)),
      ...(isJsonObject(server) ? Object.entries(server).flatMap(toEntryOption) : []),
      ...(text === undefined ? [] : ['--file', '-']),
    ],
    ...(typeof text === 'string' ? { stdin: text } : {}),
  };
}

function toOption(field: string, value: Json): string[] {
  const option = `--${field.replaceAll('_', '-')}`;
  if (value === true) return [option];
  if (value === false) return [];
  if (field === 'clients' && Array.isArray(value)) return [`--clients=${value.join(',')}`];
  if (Array.isArray(value)) return value.map((item) => `${option}=${item}`);
  if (!isJsonObject(value)) return [`${option}=${value}`];
  return Object.entries(value).flatMap(([key, item]) =>
    (Array.isArray(item) ? item : [item]).map((one) => `${option}=${key}=${one}`),
  );
}

/** The fields of an entry: `--arg` for each of `args`, `--header 'K: V'` for each of `headers`. */
function toEntryOption([field, value]: [string, Json]): string[] {
  if (field === 'args') return toOption('arg', value);
  if (field === 'type') return toOption('transport', value);
  if (field !== 'headers' || !isJsonObject(value)) return toOption(field, value);
  return Object.entries(value).map(([key, item]) => `--header=${key}: ${item}`);
}

function toDiff({ local_payload, config1, config2, ...rest }: Fields): CommandLine {
  const { client_id, profile_id, local_artifact_id } = rest;
  const options = Object.entries({ client: client_id, profile: profile_id, artifact_id: local_artifact_id })
    .filter(([, value]) => value !== undefined)
    .flatMap(([field, value]) => toOption(field, String(value)));
  if (local_payload !== undefined) {
    return { args: ['diff', '-', ...options], stdin: JSON.stringify(local_payload) };
  }
  if (config1 === undefined) return { args: ['diff', ...options] };
  const files = { 'one.json': JSON.stringify(config1), 'two.json': JSON.stringify(config2) };
  const paths = Object.keys(files).map((path) => `.mcp-orchestration/${path}`);
  return { args: ['diff', ...paths, ...options], files };
}
