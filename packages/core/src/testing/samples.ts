import type {
  AuditEntry,
  DeployedEntry,
  Deployment,
  Draft,
  Intent,
  Release,
  SigningKey,
} from '../ports/stores.js';
import type { ServerDefinition } from '../registry/servers/server-definition.js';

const AT = '2026-01-02T03:04:05.678Z';

/** A draft, in its first revision. */
export function sampleDraft(
  changes: Partial<Draft & { updated_at: string }> = {},
): Draft & { updated_at: string } {
  return {
    client_id: 'cursor',
    profile_id: 'default',
    revision: 1,
    payload: { mcpServers: { files: { command: 'npx', args: ['files'] } } },
    base_version: null,
    updated_at: AT,
    ...changes,
  };
}

/** A release, the first of its profile. Its signature is none. */
export function sampleRelease(changes: Partial<Release> = {}): Release {
  return {
    client_id: 'cursor',
    profile_id: 'default',
    version: 1,
    artifact_id: 'a'.repeat(64),
    signature: 'header.statement.signature',
    signing_key_id: 'key-1',
    release_hash: 'b'.repeat(64),
    created_at: AT,
    ...changes,
  };
}

/** A signing key, active. */
export function sampleKey(changes: Partial<SigningKey> = {}): SigningKey {
  return {
    key_id: 'key-1',
    public_jwk: { kty: 'OKP', crv: 'Ed25519', x: 'abc' },
    status: 'active',
    created_at: AT,
    retired_at: null,
    revoked_at: null,
    reason: null,
    ...changes,
  };
}

/** A server that a user registered. */
export function sampleServer(changes: Partial<ServerDefinition> = {}): ServerDefinition {
  return {
    server_id: 'files',
    display_name: 'Files',
    description: 'Reads files.',
    transport: { type: 'stdio', command: 'npx', args: ['-y', 'files@1.0.0'] },
    parameters: [],
    env_vars: [],
    tags: [],
    ...changes,
  };
}

/** A deployment of the first release. */
export function sampleDeployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    host_id: 'host-1',
    target: '/home/user/.cursor/mcp.json',
    client_id: 'cursor',
    profile_id: 'default',
    version: 1,
    artifact_id: 'a'.repeat(64),
    deployed_at: AT,
    file_hash: 'c'.repeat(64),
    first_backup: null,
    first_hash: null,
    pristine: true,
    ...changes,
  };
}

/** One entry that was written. */
export function sampleEntry(changes: Partial<DeployedEntry> = {}): DeployedEntry {
  return {
    name: 'files',
    members: { command: 'd'.repeat(64) },
    adopted: false,
    replaced_in: null,
    ...changes,
  };
}

/** A deploy that is about to write. */
export function sampleIntent(changes: Partial<Intent> = {}): Intent {
  const deployment = sampleDeployment();
  return {
    intent_id: 'intent-1',
    host_id: deployment.host_id,
    target: deployment.target,
    operation: 'deploy',
    before_hash: null,
    after_hash: 'c'.repeat(64),
    deployment,
    entries: [sampleEntry()],
    created_at: AT,
    ...changes,
  };
}

/** An entry of the audit log. Its hashes chain nothing. */
export function sampleAuditEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    sequence: 1,
    at: AT,
    principal: 'local:user',
    operation: 'publish_config',
    client_id: 'cursor',
    profile_id: 'default',
    outcome: 'success',
    detail: { version: 1 },
    previous_hash: '0'.repeat(64),
    hash: 'e'.repeat(64),
    ...changes,
  };
}
