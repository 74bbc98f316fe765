import manifest from '../../package.json' with { type: 'json' };
import { OrchestrationError } from '../errors.js';
import type { Clock } from '../ports/clock.js';
import type { KeyFiles } from '../ports/signer.js';
import type { ProfileKey, Release, Stores } from '../ports/stores.js';
import type { Payload } from '../registry/server-entry.js';
import { activeKey } from './active-key.js';
import { type Artifact, createArtifact, readArtifact } from './artifact.js';
import {
  MAXIMUM_CHANGELOG,
  type ReleaseStatement,
  releaseHash,
  statementBytes,
} from './release-statement.js';
import { statementOf } from './statement-of.js';
import { verifyRelease } from './verify-release.js';

/** What a release is built with: the stores of the transaction, the keys of this host and the time. */
export interface ReleaseTools {
  readonly stores: Pick<Stores, 'releases' | 'artifacts' | 'keys'>;
  readonly keyFiles: KeyFiles;
  readonly clock: Clock;
}

/** What is to be released. */
export interface ReleaseRequest {
  readonly key: ProfileKey;
  readonly payload: Payload;
  readonly changelog?: string | undefined;
  /** The latest version as the caller knows it, null where there was none. Not given: whatever it is. */
  readonly expected_base?: number | null | undefined;
  /** The version whose artifact this is, where it brings one back. */
  readonly rolled_back_to?: number | undefined;
}

/** The release as it stands now, and whether it is new. */
export interface BuiltRelease {
  readonly status: 'published' | 'unchanged';
  readonly release: Release;
  readonly statement: ReleaseStatement;
}

function assertChangelog(changelog: string | undefined): void {
  if ((changelog?.length ?? 0) <= MAXIMUM_CHANGELOG) return;
  throw new OrchestrationError('invalid_input', {
    message: `A changelog has at most ${MAXIMUM_CHANGELOG} characters.`,
    errors: [
      { code: 'TOO_LONG', message: 'The changelog is too long.', field: 'changelog', severity: 'error' },
    ],
  });
}

function assertBase(request: ReleaseRequest, latest: Release | undefined): void {
  const base = latest?.version ?? null;
  if (request.expected_base !== undefined && request.expected_base !== base) {
    throw new OrchestrationError('draft_outdated');
  }
}

/** The latest release, where it is of this artifact and verifies: then there is nothing to publish. */
async function findUnchanged(
  { stores }: ReleaseTools,
  facts: { latest: Release | undefined; artifact: Artifact },
): Promise<BuiltRelease | undefined> {
  const { latest, artifact } = facts;
  if (latest?.artifact_id !== artifact.artifact_id) return undefined;
  const verification = await verifyRelease(stores, latest);
  return verification.valid
    ? { status: 'unchanged', release: latest, statement: verification.statement }
    : undefined;
}

/** What the next release names as previous. A record that its own statement denies can have no successor. */
function previousHash(latest: Release | undefined): string | null {
  if (latest === undefined) return null;
  const statement = statementOf(latest);
  if (typeof statement !== 'string') return latest.release_hash;
  throw new OrchestrationError('release_unverified', {
    message: `Version ${latest.version}, which this one would follow, does not verify.`,
    errors: [{ code: 'statement', message: statement, severity: 'error' }],
  });
}

function makeStatement(
  { clock }: ReleaseTools,
  facts: { request: ReleaseRequest; artifact: Artifact; latest: Release | undefined },
): ReleaseStatement {
  const { request, artifact, latest } = facts;
  return {
    schema: 'mcp-orchestration/release/v1',
    client_id: request.key.client_id,
    profile_id: request.key.profile_id,
    version: (latest?.version ?? 0) + 1,
    artifact_id: artifact.artifact_id,
    previous: previousHash(latest),
    created_at: clock.now().toISOString(),
    changelog: request.changelog ?? null,
    metadata: {
      generator: `${manifest.name}/${manifest.version}`,
      server_count: Object.keys(request.payload.mcpServers).length,
      ...(request.rolled_back_to === undefined ? {} : { rolled_back_to: request.rolled_back_to }),
    },
  };
}

async function store(
  { stores, keyFiles }: ReleaseTools,
  facts: { statement: ReleaseStatement; artifact: Artifact },
): Promise<Release> {
  const { statement, artifact } = facts;
  const { client_id, profile_id, version, artifact_id, created_at } = statement;
  const signing_key_id = (await activeKey(stores)).key_id;
  const signature = await keyFiles.sign(signing_key_id, statementBytes(statement));
  const release_hash = releaseHash(statement);
  const row = { version, artifact_id, signature, signing_key_id, release_hash, created_at };
  await stores.artifacts.put(artifact_id, artifact.canonical);
  // An artifact of this name may have been stored before, and damaged since.
  await readArtifact(stores, artifact_id);
  await stores.releases.insert({ client_id, profile_id, ...row });
  return { client_id, profile_id, ...row };
}

/**
 * Sign a payload as the next release of a profile and store it, inside the caller's transaction. Where the latest
 * release is of the same payload and verifies, nothing is made. Order comes from versions, so a clock set back does
 * no harm.
 * @throws OrchestrationError `draft_outdated` where `expected_base` is not the latest version; `keys_missing`;
 * `key_unavailable`; `release_unverified` where the latest release's record is damaged; `invalid_input`.
 */
export async function buildRelease(tools: ReleaseTools, request: ReleaseRequest): Promise<BuiltRelease> {
  assertChangelog(request.changelog);
  const artifact = createArtifact(request.payload);
  const latest = await tools.stores.releases.latest(request.key);
  const unchanged = await findUnchanged(tools, { latest, artifact });
  if (unchanged !== undefined) return unchanged;
  assertBase(request, latest);
  const statement = makeStatement(tools, { request, artifact, latest });
  return { status: 'published', release: await store(tools, { statement, artifact }), statement };
}
