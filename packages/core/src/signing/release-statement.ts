import { z } from 'zod';
import { OrchestrationError } from '../errors.js';
import { identifierSchema } from '../identifier.js';
import type { Release } from '../ports/stores.js';
import { sha256Hex } from '../sha256.js';
import { canonicalJson } from './canonical-json.js';
import { splitReleaseJws } from './release-jws.js';

/** What the first member of every statement says: the meaning of the others. */
export const STATEMENT_SCHEMA = 'mcp-orchestration/release/v1';

/** Longest changelog of a release, in UTF-16 code units. */
export const MAXIMUM_CHANGELOG = 2000;

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const versionSchema = z.int().min(1);

/**
 * Schema of what a release signs. Client, profile and version are in it, so that a payload cannot be passed off as
 * another client's, nor an older release as the newest.
 */
export const releaseStatementSchema = z.strictObject({
  schema: z.literal(STATEMENT_SCHEMA),
  client_id: identifierSchema,
  profile_id: identifierSchema,
  version: versionSchema,
  artifact_id: sha256Schema,
  /** The hash of the release before; null for version 1. */
  previous: sha256Schema.nullable(),
  /** For people: the order of releases comes from their versions. */
  created_at: z.iso.datetime(),
  changelog: z.string().max(MAXIMUM_CHANGELOG).nullable(),
  metadata: z.strictObject({
    generator: z.string().max(200),
    server_count: z.int().min(0),
    /** The version whose artifact this release brings back. */
    rolled_back_to: versionSchema.exactOptional(),
  }),
});

/** What a release signs. */
export type ReleaseStatement = z.infer<typeof releaseStatementSchema>;

/** The bytes that are signed: the canonical JSON of the statement. */
export function statementBytes(statement: ReleaseStatement): Uint8Array {
  return new TextEncoder().encode(canonicalJson(statement));
}

/** SHA-256 (hex) of a statement's bytes: what the next release names as `previous`. */
export function releaseHash(statement: ReleaseStatement): string {
  return sha256Hex(statementBytes(statement));
}

/**
 * Read a statement's bytes, which must be the canonical ones: one statement has one hash.
 * @returns undefined where they are no statement.
 */
export function parseStatement(bytes: Uint8Array): ReleaseStatement | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const data: unknown = JSON.parse(text);
    const parsed = releaseStatementSchema.safeParse(data);
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof OrchestrationError)
      return undefined;
    throw error;
  }
}

/**
 * The statement that a stored release carries, not verified: for lists.
 * @throws OrchestrationError `release_unverified` where what was signed is no statement.
 */
export function readStatement(release: Release): ReleaseStatement {
  const bytes = splitReleaseJws(release.signature)?.payload;
  const statement = bytes === undefined ? undefined : parseStatement(bytes);
  if (statement !== undefined) return statement;
  throw new OrchestrationError('release_unverified', {
    message: `Version ${release.version} of ${release.client_id}/${release.profile_id} carries no statement.`,
  });
}
