import { parseDocument } from '../documents/parse-document.js';
import { OrchestrationError } from '../errors.js';
import { setOwn } from '../json.js';
import type { Call } from '../operation.js';
import type { Machine } from '../ports/machine.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { decodeEntry } from '../registry/clients/decode-entry.js';
import type { ServerEntry } from '../registry/server-entry.js';
import { serverNameSchema } from '../registry/server-entry-schema.js';
import type { Services } from '../services.js';
import { decodeConfig } from './config-text.js';
import { fileError } from './file-error.js';
import { resolveNamedFile, resolveTarget } from './resolve-target.js';

/** What is to be read: text, a file, a project's file, or the client's own. */
export interface ImportRequest {
  readonly client_id: string;
  readonly text?: string | undefined;
  readonly file?: string | undefined;
  readonly project_dir?: string | undefined;
}

/** The servers of a client's file, and those that have no canonical form. */
export interface ImportedFile {
  readonly servers: Record<string, ServerEntry>;
  readonly skipped: { readonly name: string; readonly reason: string }[];
}

/**
 * Read the servers of a client's file as canonical entries. Changes nothing.
 * @throws OrchestrationError `client_not_found`, `file_not_found`, `no_config_location`, `target_forbidden`,
 * `config_unparsable`, `config_unsupported`, `config_unreadable`.
 */
export async function importFile(
  services: Services,
  request: ImportRequest,
  call: Pick<Call, 'principal'>,
): Promise<ImportedFile> {
  const client = findClient(request.client_id);
  const text = request.text ?? (await readText(services, client, { request, call }));
  return readServers(client, { text, machine: services.machine });
}

function readServers(
  client: ClientDefinition,
  { text, machine }: { text: string; machine: Machine },
): ImportedFile {
  const servers: Record<string, ServerEntry> = {};
  const skipped: ImportedFile['skipped'] = [];
  for (const { name, value } of parseDocument(text, client.format).entries(client.container)) {
    const fault = serverNameSchema.safeParse(name).error?.issues[0]?.message;
    const decoded = decodeEntry(client, { name, value, machine });
    if (fault !== undefined) skipped.push({ name, reason: fault });
    else if (decoded.ok) setOwn(servers, name, decoded.entry);
    else skipped.push({ name, reason: decoded.reason });
  }
  return { servers, skipped };
}

async function readText(
  services: Services,
  client: ClientDefinition,
  { request, call }: { request: ImportRequest; call: Pick<Call, 'principal'> },
): Promise<string> {
  const { config_path, target } =
    request.file === undefined
      ? await resolveTarget(services, client, { request, call })
      : await resolveNamedFile(services, request.file, call);
  try {
    const bytes = await services.files.read(target);
    if (bytes !== undefined) return decodeConfig(bytes);
  } catch (error) {
    throw fileError(error, { path: config_path, doing: 'read' });
  }
  throw new OrchestrationError('file_not_found', { message: `${config_path} does not exist.` });
}
