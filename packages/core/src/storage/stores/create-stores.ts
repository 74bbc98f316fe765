import type { Stores } from '../../ports/stores.js';
import type { StorageHandle } from '../schema.js';
import { createArtifactStore } from './artifact-store.js';
import { createAuditStore } from './audit-store.js';
import { createClientPathStore } from './client-path-store.js';
import { createDeploymentStore } from './deployment-store.js';
import { createDraftStore } from './draft-store.js';
import { createKeyStore } from './key-store.js';
import { createReleaseStore } from './release-store.js';
import { createServerStore } from './server-store.js';

/** Every store of core over one handle: the database as it stands, or one transaction. */
export function createStores(handle: StorageHandle): Stores {
  return {
    drafts: createDraftStore(handle),
    releases: createReleaseStore(handle),
    artifacts: createArtifactStore(handle),
    keys: createKeyStore(handle),
    servers: createServerStore(handle),
    deployments: createDeploymentStore(handle),
    clientPaths: createClientPathStore(handle),
    audit: createAuditStore(handle),
  };
}
