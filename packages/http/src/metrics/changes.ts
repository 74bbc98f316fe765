/** What operations that succeeded have changed, by the status that they answer; absent where any answer is a change. */
const CHANGES: Readonly<Record<string, { readonly change: string; readonly status?: string }>> = {
  publish_config: { change: 'publish', status: 'published' },
  rollback_config: { change: 'rollback', status: 'rolled_back' },
  sync_configs: { change: 'sync' },
  deploy_config: { change: 'deploy', status: 'deployed' },
  undeploy_config: { change: 'undeploy' },
  restore_backup: { change: 'restore', status: 'restored' },
  create_token: { change: 'token_create' },
  rotate_token: { change: 'token_rotate' },
  revoke_token: { change: 'token_revoke' },
  rotate_key: { change: 'key_rotate' },
  revoke_key: { change: 'key_revoke' },
};

/** The change that a call has made, in one word; undefined for none, and for one that is not counted. */
export function changeOf(operation: string, output: Readonly<Record<string, unknown>>): string | undefined {
  if (!Object.hasOwn(CHANGES, operation)) return undefined;
  const known = CHANGES[operation];
  return known?.status === undefined || known.status === output.status ? known?.change : undefined;
}
