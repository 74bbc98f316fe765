import type { Json, JsonObject } from '../json.js';
import type { Payload } from '../registry/server-entry.js';
import type { ServerDefinition } from '../registry/servers/server-definition.js';

/** A client's profile: what drafts and releases belong to. */
export interface ProfileKey {
  readonly client_id: string;
  readonly profile_id: string;
}

/** The working copy of a profile. */
export interface Draft extends ProfileKey {
  /** Grows by one with each change. 0: there is none yet. */
  readonly revision: number;
  readonly payload: Payload;
  /** The release it began from; null where there was none. */
  readonly base_version: number | null;
  /** ISO 8601, UTC; null where there is no draft yet. */
  readonly updated_at: string | null;
}

export interface DraftStore {
  find(key: ProfileKey): Promise<Draft | undefined>;
  /** Every profile that has a draft, of one client or of all, by client and profile. */
  profiles(clientId?: string): Promise<ProfileKey[]>;
  /**
   * Store a draft in place of the one whose revision is `draft.revision - 1` (0: none yet).
   * @throws OrchestrationError `revision_conflict` where another change came first.
   */
  save(draft: Draft & { readonly updated_at: string }): Promise<void>;
}

/** A release as it is stored. `signature` holds the signed statement; the other fields are found by. */
export interface Release extends ProfileKey {
  readonly version: number;
  readonly artifact_id: string;
  /** The compact JWS over the canonical statement. */
  readonly signature: string;
  readonly signing_key_id: string;
  /** SHA-256 (hex) of the canonical statement: what the next release names as `previous`. */
  readonly release_hash: string;
  readonly created_at: string;
}

/** A profile with its newest release. */
export interface ProfileSummary extends ProfileKey {
  readonly latest_version: number;
  readonly latest_artifact_id: string;
  readonly updated_at: string;
}

export interface ReleaseStore {
  /** @throws OrchestrationError `revision_conflict` where the version is taken. */
  insert(release: Release): Promise<void>;
  find(key: ProfileKey, version: number): Promise<Release | undefined>;
  latest(key: ProfileKey): Promise<Release | undefined>;
  /** The newest release of the profile that has this artifact. */
  findByArtifact(key: ProfileKey, artifactId: string): Promise<Release | undefined>;
  /** Newest first; `before` gives only lower versions. */
  list(key: ProfileKey, page: { readonly limit: number; readonly before?: number }): Promise<Release[]>;
  /** Every profile that has a release, of one client or of all, by client and profile. */
  profiles(clientId?: string): Promise<ProfileSummary[]>;
}

export interface ArtifactStore {
  /** Store canonical text under its hash; what is there already is left. */
  put(artifactId: string, canonical: string): Promise<void>;
  /** The canonical text, unchecked: callers recompute the hash. */
  get(artifactId: string): Promise<string | undefined>;
}

/** A signing key's public half and status. The private half is a file on the host that made it. */
export interface SigningKey {
  /** RFC 7638 thumbprint (SHA-256, base64url). */
  readonly key_id: string;
  /** The public JWK. */
  readonly public_jwk: JsonObject;
  readonly status: 'active' | 'retired' | 'revoked';
  readonly created_at: string;
  readonly retired_at: string | null;
  readonly revoked_at: string | null;
  readonly reason: string | null;
}

export interface KeyStore {
  list(): Promise<SigningKey[]>;
  find(keyId: string): Promise<SigningKey | undefined>;
  insert(key: SigningKey): Promise<void>;
  /** Change the status and the times of a key. The rest is for ever. */
  update(key: Pick<SigningKey, 'key_id' | 'status' | 'retired_at' | 'revoked_at' | 'reason'>): Promise<void>;
}

/** Servers that users registered themselves. */
export interface ServerStore {
  list(): Promise<ServerDefinition[]>;
  /**
   * Another text after each change of the list, whichever process made it: what was made of the list is right as long
   * as this stays. Cheap, however long the list is. Ask before reading the list, not after.
   */
  fingerprint(): Promise<string>;
  find(serverId: string): Promise<ServerDefinition | undefined>;
  /** @throws OrchestrationError `server_exists`. */
  insert(definition: ServerDefinition, createdAt: string): Promise<void>;
  /** Whether there was one. */
  delete(serverId: string): Promise<boolean>;
}

/** One file of one host. */
export interface TargetKey {
  readonly host_id: string;
  /** The file's real path, absolute. */
  readonly target: string;
}

/** What is deployed in a file now. */
export interface Deployment extends TargetKey, ProfileKey {
  readonly version: number;
  readonly artifact_id: string;
  readonly deployed_at: string;
  /** SHA-256 (hex) of the file as we last wrote or found it. */
  readonly file_hash: string;
  /** The name of the backup before our first write; null where there was no file, or where we have not written yet. */
  readonly first_backup: string | null;
  /** SHA-256 (hex) of the file before our first write, or as we found it; null where there was no file. */
  readonly first_hash: string | null;
  /** Whether nobody else has changed the file since our first write, so that undeploy may give back its first bytes. */
  readonly pristine: boolean;
}

/**
 * One entry of ours in a file. It tells an edit on disk and gives back what was there, and yet holds no value of the
 * file: those may be secrets, and the database may be shared.
 */
export interface DeployedEntry {
  /** `input`: the definition of an input that servers refer to. Absent: a server. */
  readonly kind?: 'input';
  readonly name: string;
  /** The members that we wrote, each with the SHA-256 (hex) of its canonical value. */
  readonly members: Readonly<Record<string, string>>;
  /** Whether it was there, equal, before we came: then undeploy leaves it. */
  readonly adopted: boolean;
  /** The name of the backup that holds the entry whose place ours took; null where there was none. */
  readonly replaced_in: string | null;
}

/** A write to a file that is about to happen, and what is to be recorded when it has. */
export interface Intent extends TargetKey {
  readonly intent_id: string;
  readonly operation: 'deploy' | 'undeploy' | 'restore';
  /** SHA-256 (hex) of the file before (null: no file) and after (null: the file goes). */
  readonly before_hash: string | null;
  readonly after_hash: string | null;
  /** What becomes true when the file holds `after_hash`; a null deployment takes the record away. */
  readonly deployment: Deployment | null;
  readonly entries: readonly DeployedEntry[];
  readonly created_at: string;
}

export interface DeploymentStore {
  find(target: TargetKey): Promise<{ deployment: Deployment; entries: DeployedEntry[] } | undefined>;
  /** What is deployed on a host, of one profile or of all. */
  list(hostId: string, key?: ProfileKey): Promise<Deployment[]>;
  /** Put the record of a target, with all its entries, in place of what was there. */
  put(deployment: Deployment, entries: readonly DeployedEntry[]): Promise<void>;
  delete(target: TargetKey): Promise<void>;
  saveIntent(intent: Intent): Promise<void>;
  /** The intents of a target, oldest first. */
  intents(target: TargetKey): Promise<Intent[]>;
  /** Every intent of a host. */
  openIntents(hostId: string): Promise<Intent[]>;
  deleteIntent(intentId: string): Promise<void>;
}

/** A client on a host. */
export interface ClientPathKey {
  readonly host_id: string;
  readonly client_id: string;
}

/** The files that users have named for their clients, in place of where those are looked for. */
export interface ClientPathStore {
  /** The absolute path; undefined where none was named. */
  find(key: ClientPathKey): Promise<string | undefined>;
  /** The paths of a host, by client. */
  list(hostId: string): Promise<ReadonlyMap<string, string>>;
  put(row: ClientPathKey & { readonly path: string }): Promise<void>;
  /** Whether there was one. */
  delete(key: ClientPathKey): Promise<boolean>;
}

/** What a change says of itself to the audit log. Never a secret. */
export interface AuditFacts {
  readonly client_id?: string;
  readonly profile_id?: string;
  readonly detail?: JsonObject;
}

/** One entry of the hash-chained audit log. */
export interface AuditEntry {
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  readonly at: string;
  /** `kind:id` of who did it. */
  readonly principal: string;
  readonly operation: string;
  readonly client_id: string | null;
  readonly profile_id: string | null;
  readonly outcome: 'success' | 'denied';
  readonly detail: Json;
  /** The hash of the entry before; 64 zeros for the first. */
  readonly previous_hash: string;
  /** SHA-256 (hex) of the canonical JSON of all the fields above. */
  readonly hash: string;
}

/** Which entries of the audit log. */
export interface AuditFilter {
  readonly since?: string;
  readonly principal?: string;
  readonly operation?: string;
  readonly client_id?: string;
  /** Only entries of these clients and profiles (a principal's limits). */
  readonly clients?: readonly string[];
  readonly profiles?: readonly string[];
  /** Only entries with a lower sequence. */
  readonly before?: number;
  /** Only entries with a higher sequence, oldest first. */
  readonly after?: number;
  readonly limit: number;
}

export interface AuditStore {
  /** The newest entry: its sequence and hash. */
  head(): Promise<Pick<AuditEntry, 'sequence' | 'hash'> | undefined>;
  append(entry: AuditEntry): Promise<void>;
  /** Newest first, unless `after` is given. */
  list(filter: AuditFilter): Promise<AuditEntry[]>;
}

/** The stores, either as they stand (reads) or inside one transaction. */
export interface Stores {
  readonly drafts: DraftStore;
  readonly releases: ReleaseStore;
  readonly artifacts: ArtifactStore;
  readonly keys: KeyStore;
  readonly servers: ServerStore;
  readonly deployments: DeploymentStore;
  readonly clientPaths: ClientPathStore;
  readonly audit: AuditStore;
}
