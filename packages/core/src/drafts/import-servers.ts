import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileError } from '../deploy/file-error.js';
import { requireLocal } from '../deploy/require-local.js';
import type { Call } from '../operation.js';
import type { Draft, ProfileKey } from '../ports/stores.js';
import type { ServerEntry } from '../registry/server-entry.js';
import { readCatalogue } from '../registry/servers/server-catalogue.js';
import type { Services } from '../services.js';
import { changeDraft } from './draft.js';
import { extractSecrets } from './extract-secrets.js';
import { mergeServers, type SkippedServer } from './merge-servers.js';

/** What was read from a client's file. */
export interface FoundServers {
  readonly servers: Readonly<Record<string, ServerEntry>>;
  readonly skipped: readonly SkippedServer[];
  /** The same servers with their secrets, where `servers` has references in place of them. */
  readonly originals?: Readonly<Record<string, ServerEntry>>;
}

/** How servers are taken into a draft. */
export interface ImportRequest extends ProfileKey {
  readonly found: FoundServers;
  readonly extract_secrets?: boolean | undefined;
  readonly revision?: number | undefined;
}

/** What came of it. */
export interface ImportedServers {
  readonly draft: Draft;
  readonly imported: string[];
  readonly skipped: SkippedServer[];
  /** Where the values of extracted secrets are, for the local user alone. */
  readonly secrets_file?: string;
}

/**
 * Take servers into a draft, beside what it holds. A name that the draft has already is skipped, unless it is the
 * same entry, or the same but for secrets that are references now. With `extract_secrets` literal secrets become
 * references; their values are written once to a file of the home, 0600, and kept nowhere else.
 * @throws OrchestrationError `revision_conflict`; `forbidden` where a remote principal asks for secrets;
 * `config_unwritable` where their file cannot be written.
 */
export async function importServers(
  services: Services,
  request: ImportRequest,
  { principal }: Call,
): Promise<ImportedServers> {
  const extract = request.extract_secrets === true;
  if (extract) requireLocal(principal, 'extract_secrets');
  if (!extract) return takeServers(services, request);
  const { secretNames } = await readCatalogue(services.stores);
  const { servers, values } = extractSecrets(request.found.servers, secretNames);
  const found = { ...request.found, servers, originals: request.found.servers };
  const extracted = { ...request, found };
  // Written first: a reference without its value would be of no use to anyone.
  const secrets_file = await writeSecrets(services, { request, values });
  if (secrets_file === undefined) return takeServers(services, extracted);
  let taken: ImportedServers | undefined;
  try {
    taken = await takeServers(services, extracted);
    return taken.imported.length === 0 ? taken : { ...taken, secrets_file };
  } finally {
    // Nothing refers to them then.
    if (taken === undefined || taken.imported.length === 0) await services.files.remove(secrets_file);
  }
}

async function takeServers(services: Services, request: ImportRequest): Promise<ImportedServers> {
  const { servers, originals = servers } = request.found;
  let merged = mergeServers({ mcpServers: {} }, { servers });
  const draft = await changeDraft(services, {
    key: request,
    revision: request.revision,
    change: ({ payload }) => {
      merged = mergeServers(payload, { servers, originals });
      return { payload: merged.payload, detail: { imported: merged.taken } };
    },
  });
  return { draft, imported: merged.taken, skipped: [...request.found.skipped, ...merged.skipped] };
}

async function writeSecrets(
  { files, settings, clock }: Services,
  { request, values }: { request: ImportRequest; values: Readonly<Record<string, string>> },
): Promise<string | undefined> {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  if (lines.length === 0) return undefined;
  const folder = join(settings.home, 'secrets');
  const time = clock.now().toISOString().replaceAll(/[:.]/g, '-');
  const name = `${request.client_id}-${request.profile_id}-${time}-${randomUUID().slice(0, 8)}.env`;
  const path = join(folder, name);
  try {
    await files.makeFolder(folder);
    await files.create(path, Buffer.from(lines.join('')), { mode: 0o600 });
  } catch (error) {
    throw fileError(error, { path, doing: 'written' });
  }
  return path;
}
