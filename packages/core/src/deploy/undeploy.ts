import { parseDocument } from '../documents/parse-document.js';
import { OrchestrationError } from '../errors.js';
import type { Call } from '../operation.js';
import type { ProfileKey } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { judgedMembers, ownedMembers } from '../registry/clients/owned-members.js';
import type { Services } from '../services.js';
import { sha256Hex } from '../sha256.js';
import { readBackup } from './backups.js';
import { decodeConfig } from './config-text.js';
import { inputsOf, serversOf } from './entry-kinds.js';
import { hasWritten } from './next-deployment.js';
import { planDeployment } from './plan-deployment.js';
import type { EntryChange } from './plan-entry.js';
import { planInputs } from './plan-inputs.js';
import { type Base, type Rewrite, replaceFile } from './replace-file.js';
import { readReplacedEntries } from './replaced-entries.js';
import { resolveTarget, type TargetRequest } from './resolve-target.js';
import { settleIntents } from './settle-intents.js';
import type { TargetRecord } from './settle-record.js';

/** What is to be taken out, and where. */
export interface UndeployRequest extends ProfileKey, Omit<TargetRequest, 'inline_secrets'> {
  /** Take out entries of ours that were edited by hand, too. */
  readonly force?: boolean | undefined;
}

/** What was taken out. */
export interface UndeployResult extends ProfileKey {
  readonly status: 'undeployed';
  readonly config_path: string;
  readonly changes: EntryChange[];
  /** Whether the file's first bytes are back. */
  readonly restored: boolean;
  readonly backup_path?: string;
}

/**
 * Take exactly what is ours out of a client's file. What was adopted stays, what was forced over comes back, and so
 * do the first bytes where nobody else has touched the file. Entries of ours that were edited by hand stay, unless
 * forced: they are the user's by now.
 * @throws OrchestrationError `client_not_found`, `deployment_not_found`, `no_config_location`, `target_forbidden`,
 * `config_unparsable`, `config_unsupported`, `config_unreadable`, `config_unwritable`, `config_changed`, `deploy_busy`.
 */
export async function undeployConfig(
  services: Services,
  request: UndeployRequest,
  call: Pick<Call, 'principal' | 'signal'>,
): Promise<UndeployResult> {
  const client = findClient(request.client_id);
  const { config_path, target } = await resolveTarget(services, client, { request, call });
  call.signal.throwIfAborted();
  return services.locks.whileHeld(target, async () => {
    await settleIntents(services, target);
    const record = await requireRecord(services, request, target);
    const { client_id, profile_id } = request;
    const input = {
      client,
      record,
      force: request.force === true,
      replaced: await readReplacedEntries(services, record),
      first: await readFirst(services, record),
    };
    const { planned, backup } = await replaceFile(services, {
      target,
      operation: 'undeploy',
      record,
      facts: { client_id, profile_id, detail: { target, version: record.deployment.version } },
      rewrite: (base) => planUndeploy(input, base),
    });
    return {
      status: 'undeployed',
      client_id,
      profile_id,
      config_path,
      changes: [...planned.changes],
      restored: planned.restored,
      ...(backup === null ? {} : { backup_path: backup }),
    };
  });
}

type Recorded = NonNullable<TargetRecord>;

async function requireRecord(
  { stores, machine }: Services,
  { client_id, profile_id }: ProfileKey,
  target: string,
): Promise<Recorded> {
  const record = await stores.deployments.find({ host_id: machine.hostId, target });
  const deployment = record?.deployment;
  if (record !== undefined && deployment?.client_id === client_id && deployment.profile_id === profile_id) {
    return record;
  }
  throw new OrchestrationError('deployment_not_found');
}

/** The file before our first write. */
type First = { readonly known: true; readonly bytes: Buffer | undefined } | { readonly known: false };

async function readFirst(services: Services, { deployment }: Recorded): Promise<First> {
  if (deployment.first_hash === null) return { known: true, bytes: undefined };
  if (deployment.first_backup === null) return { known: false };
  const bytes = await readBackup(services, deployment.first_backup).catch(() => undefined);
  return bytes !== undefined && sha256Hex(bytes) === deployment.first_hash
    ? { known: true, bytes }
    : { known: false };
}

interface UndeployInput {
  readonly client: ClientDefinition;
  readonly record: Recorded;
  readonly force: boolean;
  readonly replaced: ReadonlyMap<string, string>;
  readonly first: First;
}

interface UndeployPlan extends Rewrite {
  readonly changes: readonly EntryChange[];
  readonly restored: boolean;
}

function planUndeploy({ client, record, force, replaced, first }: UndeployInput, base: Base): UndeployPlan {
  const { deployment, entries } = record;
  const document = parseDocument(base.bytes === undefined ? '' : decodeConfig(base.bytes), client.format);
  const servers = planDeployment({
    document: document.entries(client.container),
    wanted: new Map(),
    ledger: serversOf(entries),
    ownedMembers: ownedMembers(client),
    judgedMembers: judgedMembers(client),
    onConflict: force ? 'force' : 'leave',
    backup: base.backup,
    replaced,
  });
  const inputs = planInputs({
    client,
    text: document.edit(client.container, servers.edits),
    wanted: new Map(),
    ledger: inputsOf(entries),
    force,
  });
  const done = (bytes: Uint8Array | undefined): UndeployPlan => ({
    bytes,
    record: undefined,
    changes: [...servers.changes, ...inputs.changes],
    restored: (bytes === undefined ? null : sha256Hex(bytes)) === deployment.first_hash,
  });
  // The user has taken the file away: nothing of ours is left, and nothing is put back into nowhere.
  if (base.bytes === undefined) return done(undefined);
  const untouched = deployment.pristine && sha256Hex(base.bytes) === deployment.file_hash;
  if (untouched && first.known && hasWritten(deployment)) return done(first.bytes);
  return done(inputs.text === document.text ? base.bytes : Buffer.from(inputs.text));
}
