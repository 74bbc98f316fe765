import type { Selectable } from 'kysely';
import type { Deployment, DeploymentStore, TargetKey } from '../../ports/stores.js';
import type { Schema, StorageHandle } from '../schema.js';
import { assertProfileKey } from './assert-profile-key.js';
import { findEntries, insertEntries } from './deployed-entries.js';
import { findIntents, saveIntent } from './intents.js';

type Row = Selectable<Schema['deployments']>;

function toRow(deployment: Deployment): Row {
  return {
    host_id: deployment.host_id,
    target: deployment.target,
    client_id: deployment.client_id,
    profile_id: deployment.profile_id,
    version: deployment.version,
    artifact_id: deployment.artifact_id,
    deployed_at: deployment.deployed_at,
    file_hash: deployment.file_hash,
    first_backup: deployment.first_backup,
    first_hash: deployment.first_hash,
    pristine: deployment.pristine ? 1 : 0,
  };
}

function fromRow(row: Row): Deployment {
  return { ...row, pristine: row.pristine === 1 };
}

/** Take the record of a target away; its entries go with it. */
async function deleteDeployment(handle: StorageHandle, target: TargetKey): Promise<void> {
  await handle
    .deleteFrom('deployments')
    .where('host_id', '=', target.host_id)
    .where('target', '=', target.target)
    .execute();
}

/** What is deployed in each file of each host, and the writes that are under way. */
export function createDeploymentStore(handle: StorageHandle): DeploymentStore {
  const ofHost = (hostId: string) =>
    handle.selectFrom('deployments').selectAll().where('host_id', '=', hostId).orderBy('target');
  return {
    async find(target) {
      const row = await ofHost(target.host_id).where('target', '=', target.target).executeTakeFirst();
      return row && { deployment: fromRow(row), entries: await findEntries(handle, target) };
    },
    async list(hostId, key) {
      const query = ofHost(hostId);
      const limited =
        key && query.where('client_id', '=', key.client_id).where('profile_id', '=', key.profile_id);
      return (await (limited ?? query).execute()).map(fromRow);
    },
    async put(deployment, entries) {
      assertProfileKey(deployment);
      await deleteDeployment(handle, deployment);
      await handle.insertInto('deployments').values(toRow(deployment)).execute();
      await insertEntries(handle, { target: deployment, entries });
    },
    delete: (target) => deleteDeployment(handle, target),
    saveIntent: (intent) => saveIntent(handle, intent),
    intents: ({ host_id, target }) => findIntents(handle, { hostId: host_id, target }),
    openIntents: (hostId) => findIntents(handle, { hostId }),
    async deleteIntent(intentId) {
      await handle.deleteFrom('intents').where('intent_id', '=', intentId).execute();
    },
  };
}
