import { addServerToConfig } from './operations/add-server-to-config.js';
import { checkDrift } from './operations/check-drift.js';
import { clearDraftConfig } from './operations/clear-draft-config.js';
import { copyConfig } from './operations/copy-config.js';
import { deployConfig } from './operations/deploy-config.js';
import { describeClient } from './operations/describe-client.js';
import { describeServer } from './operations/describe-server.js';
import { diffConfig } from './operations/diff-config.js';
import { discoverClients } from './operations/discover-clients.js';
import { getConfig } from './operations/get-config.js';
import { importConfig } from './operations/import-config.js';
import { initializeKeys } from './operations/initialize-keys.js';
import { listAuditEntries } from './operations/list-audit-entries.js';
import { listAvailableServers } from './operations/list-available-servers.js';
import { listBackups } from './operations/list-backups.js';
import { listClients } from './operations/list-clients.js';
import { listKeys } from './operations/list-keys.js';
import { listProfiles } from './operations/list-profiles.js';
import { listReleases } from './operations/list-releases.js';
import { publishConfig } from './operations/publish-config.js';
import { registerServer } from './operations/register-server.js';
import { removeServerFromConfig } from './operations/remove-server-from-config.js';
import { resetDraft } from './operations/reset-draft.js';
import { restoreBackup } from './operations/restore-backup.js';
import { revokeKey } from './operations/revoke-key.js';
import { rollbackConfig } from './operations/rollback-config.js';
import { rotateKey } from './operations/rotate-key.js';
import { setClientPath } from './operations/set-client-path.js';
import { showBackup } from './operations/show-backup.js';
import { syncConfigs } from './operations/sync-configs.js';
import { undeployConfig } from './operations/undeploy-config.js';
import { unregisterServer } from './operations/unregister-server.js';
import { validateConfig } from './operations/validate-config.js';
import { verifyConfig } from './operations/verify-config.js';
import { viewDraftConfig } from './operations/view-draft-config.js';

/** Every operation of core, in the order in which they are read about. */
export const CATALOGUE = [
  listClients,
  discoverClients,
  describeClient,
  setClientPath,
  listProfiles,
  listAvailableServers,
  describeServer,
  registerServer,
  unregisterServer,
  viewDraftConfig,
  addServerToConfig,
  removeServerFromConfig,
  clearDraftConfig,
  resetDraft,
  importConfig,
  copyConfig,
  validateConfig,
  initializeKeys,
  publishConfig,
  getConfig,
  diffConfig,
  listReleases,
  verifyConfig,
  deployConfig,
  checkDrift,
  undeployConfig,
  rollbackConfig,
  syncConfigs,
  listBackups,
  showBackup,
  restoreBackup,
  listKeys,
  rotateKey,
  revokeKey,
  listAuditEntries,
] as const;
