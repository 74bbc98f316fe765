const server = { command: 'npx', args: ['-y', '@modelcontextprotocol/server-memory@2026.8.31'] };

/** Bodies that work as they are, by operation. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  add_server_to_config: { server_id: 'filesystem', params: { path: '/home/me/documents' } },
  remove_server_from_config: { server_name: 'filesystem' },
  publish_config: { changelog: 'Add the filesystem server.' },
  deploy_config: { dry_run: true },
  rollback_config: { to: 1, deploy: false },
  reset_draft: { version: 1 },
  copy_config: { to_client_id: 'cursor' },
  sync_configs: { clients: ['cursor', 'zed'], dry_run: true },
  set_client_path: { path: '/home/me/portable/cursor/mcp.json' },
  undeploy_config: {},
  validate_config: {},
  import_config: { text: JSON.stringify({ mcpServers: { memory: server } }) },
  diff_config: {
    config1: { mcpServers: {} },
    config2: { mcpServers: { memory: server } },
  },
  initialize_keys: { regenerate: false },
  register_server: {
    server_id: 'my-server',
    display_name: 'My server',
    description: 'What it does.',
    transport: { type: 'stdio', command: 'npx', args: ['-y', 'my-server@1.0.0'] },
  },
  revoke_key: { reason: 'The laptop was lost.' },
  create_token: { name: 'ci', role: 'deployer', expires_in: '90d' },
  rotate_token: { grace: '1h' },
};

/** An example of an operation's body, for the documentation. */
export function inputExample(operation: string): unknown {
  return EXAMPLES[operation];
}
