import { parseDocument } from '../documents/parse-document.js';
import type { Stores, TargetKey } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { sha256Hex } from '../sha256.js';
import { decodeConfig } from './config-text.js';
import { entryKey } from './entry-kinds.js';
import { fileError } from './file-error.js';
import { memberDigests } from './member-digests.js';
import { type FoundFile, settleRecord, type TargetRecord } from './settle-record.js';
import { temporaryPath } from './swap-file.js';

/** What a record and its open intents come to, judged by the file's bytes. Nothing is written. */
export async function readRecord(
  { stores, machine }: Pick<Services, 'stores' | 'machine'>,
  target: string,
  bytes: Uint8Array | undefined,
): Promise<TargetRecord> {
  const key = { host_id: machine.hostId, target };
  const record = await stores.deployments.find(key);
  const intents = await stores.deployments.intents(key);
  return intents.length === 0 ? record : settleRecord(record, intents, foundFile(bytes));
}

/**
 * Settle what dead deploys of this host left open for a target, by looking at the file: the record is made to say
 * what is there, and their temporary files go. To be called under the target's lock.
 * @throws OrchestrationError `config_unreadable`, `config_unwritable`; the intents then stay open.
 */
export async function settleIntents(services: Services, target: string): Promise<void> {
  const { files, stores, machine } = services;
  const key = { host_id: machine.hostId, target };
  const intents = await stores.deployments.intents(key);
  if (intents.length === 0) return;
  const bytes = await readBytes(services, target);
  for (const { intent_id } of intents) {
    await asWriting(target, () => files.remove(temporaryPath(target, intent_id)));
  }
  const record = await readRecord(services, target, bytes);
  await services.change(
    async (transaction) => {
      await putRecord(transaction, key, record);
      for (const { intent_id } of intents) await transaction.deployments.deleteIntent(intent_id);
    },
    { detail: { phase: 'settled', target, intents: intents.length } },
  );
}

/** Put what is recorded of a target in place of what was, or take it away. */
export async function putRecord(stores: Stores, key: TargetKey, record: TargetRecord): Promise<void> {
  if (record === undefined) await stores.deployments.delete(key);
  else await stores.deployments.put(record.deployment, record.entries);
}

async function readBytes({ files }: Services, target: string): Promise<Buffer | undefined> {
  try {
    return await files.read(target);
  } catch (error) {
    throw fileError(error, { path: target, doing: 'read' });
  }
}

async function asWriting(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw fileError(error, { path, doing: 'written' });
  }
}

function foundFile(bytes: Uint8Array | undefined): FoundFile {
  if (bytes === undefined) return { hash: null, entries: () => new Map() };
  return { hash: sha256Hex(bytes), entries: (clientId) => entriesOf(bytes, clientId) };
}

function entriesOf(bytes: Uint8Array, clientId: string): ReturnType<FoundFile['entries']> {
  try {
    const { format, container, references } = findClient(clientId);
    const document = parseDocument(decodeConfig(bytes), format);
    const servers = document.entries(container);
    const inputs = references.inputs === undefined ? [] : document.entries(references.inputs);
    return new Map([
      ...servers.map(({ name, value }) => [entryKey({ name }), memberDigests(value)] as const),
      ...inputs.map(({ name, value }) => [entryKey({ kind: 'input', name }), memberDigests(value)] as const),
    ]);
  } catch {
    return undefined;
  }
}
