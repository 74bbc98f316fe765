import { OrchestrationError } from '@mcp-orchestration/core';
import type { Session } from './session.js';

/**
 * The resource config://…/deployed, told by looking at the file.
 * @throws OrchestrationError `deployment_not_found` where nothing is deployed, `config_unreadable`.
 */
export async function deployedConfig(
  session: Session,
  key: { readonly client_id: string | undefined; readonly profile_id: string | undefined },
): Promise<Record<string, unknown>> {
  const drift = await session.invoke('check_drift', key);
  if (drift.status === 'unreadable') {
    throw new OrchestrationError('config_unreadable', { message: String(drift.cause) });
  }
  if (typeof drift.deployed_version !== 'number') throw new OrchestrationError('deployment_not_found');
  const deployed = await session.invoke('get_config', { ...key, version: drift.deployed_version });
  const latest = await session.invoke('get_config', key);
  const { changelog = null } = deployed.metadata as { changelog?: string };
  return {
    ...key,
    artifact_id: deployed.artifact_id,
    version: drift.deployed_version,
    config_path: drift.config_path,
    deployed_at: drift.deployed_at,
    changelog,
    drift_detected: ['drifted', 'conflict'].includes(String(drift.status)),
    status: drift.status,
    servers: drift.servers,
    latest_artifact_id: latest.artifact_id,
    latest_version: latest.version,
  };
}
