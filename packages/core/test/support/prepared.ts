import type { OperationName } from '../../src/open-orchestration.js';
import { sampleServer } from '../../src/testing/samples.js';
import type { Bench } from './bench.js';

const CURSOR = { client_id: 'cursor' };

/**
 * Of every operation: what brings about a state in which it succeeds, and has something to change. The input for it
 * comes back.
 */
export const PREPARED: Readonly<Record<OperationName, (bench: Bench) => Promise<object>>> = {
  list_clients: async () => ({}),
  discover_clients: async () => ({}),
  list_profiles: async () => CURSOR,
  list_available_servers: async () => ({}),
  describe_server: async () => ({ server_id: 'memory' }),
  register_server: async () => sampleServer(),
  unregister_server: async (bench) => {
    await bench.call('register_server', sampleServer());
    return { server_id: 'files' };
  },
  view_draft_config: async () => CURSOR,
  add_server_to_config: async () => ({ ...CURSOR, server_id: 'memory' }),
  remove_server_from_config: async (bench) => {
    await bench.call('add_server_to_config', { ...CURSOR, server_id: 'memory' });
    return { ...CURSOR, server_name: 'memory' };
  },
  clear_draft_config: async () => CURSOR,
  reset_draft: published,
  import_config: async () => ({ ...CURSOR, text: '{"mcpServers":{"a":{"command":"x"}}}' }),
  validate_config: async () => CURSOR,
  initialize_keys: async () => ({}),
  publish_config: async (bench) => {
    await bench.call('initialize_keys');
    await bench.call('add_server_to_config', { ...CURSOR, server_id: 'memory' });
    return CURSOR;
  },
  get_config: published,
  diff_config: async (bench) => ({ ...(await published(bench)), local_payload: { mcpServers: {} } }),
  list_releases: published,
  verify_config: published,
  deploy_config: published,
  check_drift: published,
  undeploy_config: async (bench) => {
    await published(bench);
    await bench.call('deploy_config', CURSOR);
    return CURSOR;
  },
  rollback_config: async (bench) => {
    await published(bench);
    await bench.publish({ b: { command: 'y' } }, CURSOR);
    return { ...CURSOR, to: 1 };
  },
  list_keys: async () => ({}),
  rotate_key: async (bench) => {
    await bench.call('initialize_keys');
    return {};
  },
  revoke_key: async (bench) => {
    const { key_id } = await bench.call('initialize_keys');
    return { key_id };
  },
  list_audit_entries: async () => ({}),
  describe_client: async () => CURSOR,
  set_client_path: async (bench) => ({ ...CURSOR, path: bench.path('elsewhere/mcp.json') }),
  copy_config: async (bench) => ({ ...(await published(bench)), to_client_id: 'zed' }),
  sync_configs: async (bench) => {
    await published(bench);
    return { clients: ['cursor'] };
  },
  list_backups: async () => ({}),
  show_backup: backedUp,
  restore_backup: backedUp,
};

async function published(bench: Bench): Promise<object> {
  await bench.call('initialize_keys');
  await bench.publish({ a: { command: 'x' } }, CURSOR);
  return CURSOR;
}

/** A file that was there is deployed to, so that there is a backup of it. */
async function backedUp(bench: Bench): Promise<object> {
  await bench.write('.cursor/mcp.json', '{"mcpServers":{"own":{"command":"own"}}}');
  await published(bench);
  await bench.call('deploy_config', CURSOR);
  const { backups } = await bench.call('list_backups');
  return { backup_id: backups[0]?.backup_id };
}
