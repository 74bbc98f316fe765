import type { Kysely } from 'kysely';

/**
 * The tables of core, as rows. Text holds JSON where a column says so; flags are 0 or 1; times are ISO 8601, UTC.
 * The same on SQLite and PostgreSQL.
 */
export interface Schema {
  servers: {
    server_id: string;
    /** JSON. */
    definition: string;
    created_at: string;
  };
  /** How often a table has changed, for those of which something is kept in memory. */
  counters: {
    name: 'servers';
    value: number;
  };
  drafts: {
    client_id: string;
    profile_id: string;
    revision: number;
    /** JSON. */
    payload: string;
    base_version: number | null;
    updated_at: string;
  };
  artifacts: {
    artifact_id: string;
    canonical: string;
  };
  releases: {
    client_id: string;
    profile_id: string;
    version: number;
    artifact_id: string;
    signature: string;
    signing_key_id: string;
    release_hash: string;
    created_at: string;
  };
  /** The newest release of each profile, so that listing profiles does not read the releases. */
  profiles: {
    client_id: string;
    profile_id: string;
    latest_version: number;
    latest_artifact_id: string;
    updated_at: string;
  };
  keys: {
    key_id: string;
    /** JSON. */
    public_jwk: string;
    status: 'active' | 'retired' | 'revoked';
    created_at: string;
    retired_at: string | null;
    revoked_at: string | null;
    reason: string | null;
  };
  deployments: {
    host_id: string;
    target: string;
    client_id: string;
    profile_id: string;
    version: number;
    artifact_id: string;
    deployed_at: string;
    file_hash: string;
    first_backup: string | null;
    first_hash: string | null;
    pristine: number;
  };
  deployed_entries: {
    host_id: string;
    target: string;
    kind: 'server' | 'input';
    name: string;
    /** The place in the list that was put. */
    position: number;
    /** JSON. */
    members: string;
    adopted: number;
    replaced_in: string | null;
  };
  intents: {
    intent_id: string;
    /** Grows with each intent: what came first is settled first, whatever the clock says. */
    sequence: number;
    host_id: string;
    target: string;
    operation: 'deploy' | 'undeploy' | 'restore';
    before_hash: string | null;
    after_hash: string | null;
    /** JSON; null where the record is to go. */
    deployment: string | null;
    /** JSON. */
    entries: string;
    created_at: string;
  };
  /** The file of a client on a host, where its user has named it. */
  client_paths: {
    host_id: string;
    client_id: string;
    path: string;
  };
  audit_entries: {
    sequence: number;
    at: string;
    principal: string;
    operation: string;
    client_id: string | null;
    profile_id: string | null;
    outcome: 'success' | 'denied';
    /** JSON. */
    detail: string;
    previous_hash: string;
    hash: string;
  };
  /** How many migrations of each namespace have run. */
  schema_versions: {
    namespace: string;
    version: number;
  };
}

/** What the stores are built over: the database as it stands, or one transaction. */
export type StorageHandle = Kysely<Schema>;
