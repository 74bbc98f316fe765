/**
 * Every operation of core by its name, in the order in which they are read about. Each is imported when it is first
 * asked for: a command needs one of them. `loadCatalogue` has them as a list.
 */
export const OPERATIONS = {
  list_clients: async () => (await import('./operations/list-clients.js')).listClients,
  discover_clients: async () => (await import('./operations/discover-clients.js')).discoverClients,
  describe_client: async () => (await import('./operations/describe-client.js')).describeClient,
  set_client_path: async () => (await import('./operations/set-client-path.js')).setClientPath,
  list_profiles: async () => (await import('./operations/list-profiles.js')).listProfiles,
  list_available_servers: async () =>
    (await import('./operations/list-available-servers.js')).listAvailableServers,
  describe_server: async () => (await import('./operations/describe-server.js')).describeServer,
  register_server: async () => (await import('./operations/register-server.js')).registerServer,
  unregister_server: async () => (await import('./operations/unregister-server.js')).unregisterServer,
  view_draft_config: async () => (await import('./operations/view-draft-config.js')).viewDraftConfig,
  add_server_to_config: async () => (await import('./operations/add-server-to-config.js')).addServerToConfig,
  remove_server_from_config: async () =>
    (await import('./operations/remove-server-from-config.js')).removeServerFromConfig,
  clear_draft_config: async () => (await import('./operations/clear-draft-config.js')).clearDraftConfig,
  reset_draft: async () => (await import('./operations/reset-draft.js')).resetDraft,
  import_config: async () => (await import('./operations/import-config.js')).importConfig,
  copy_config: async () => (await import('./operations/copy-config.js')).copyConfig,
  validate_config: async () => (await import('./operations/validate-config.js')).validateConfig,
  initialize_keys: async () => (await import('./operations/initialize-keys.js')).initializeKeys,
  publish_config: async () => (await import('./operations/publish-config.js')).publishConfig,
  get_config: async () => (await import('./operations/get-config.js')).getConfig,
  diff_config: async () => (await import('./operations/diff-config.js')).diffConfig,
  list_releases: async () => (await import('./operations/list-releases.js')).listReleases,
  verify_config: async () => (await import('./operations/verify-config.js')).verifyConfig,
  deploy_config: async () => (await import('./operations/deploy-config.js')).deployConfig,
  check_drift: async () => (await import('./operations/check-drift.js')).checkDrift,
  undeploy_config: async () => (await import('./operations/undeploy-config.js')).undeployConfig,
  rollback_config: async () => (await import('./operations/rollback-config.js')).rollbackConfig,
  sync_configs: async () => (await import('./operations/sync-configs.js')).syncConfigs,
  list_backups: async () => (await import('./operations/list-backups.js')).listBackups,
  show_backup: async () => (await import('./operations/show-backup.js')).showBackup,
  restore_backup: async () => (await import('./operations/restore-backup.js')).restoreBackup,
  list_keys: async () => (await import('./operations/list-keys.js')).listKeys,
  rotate_key: async () => (await import('./operations/rotate-key.js')).rotateKey,
  revoke_key: async () => (await import('./operations/revoke-key.js')).revokeKey,
  list_audit_entries: async () => (await import('./operations/list-audit-entries.js')).listAuditEntries,
} as const;
