import type { DocumentEntry } from '../documents/document.js';
import { parseDocument } from '../documents/parse-document.js';
import { type JsonObject, jsonEqual } from '../json.js';
import type { Machine } from '../ports/machine.js';
import type { DeployedEntry, Release } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { keepSpelling } from '../registry/clients/keep-spelling.js';
import { judgedMembers, ownedMembers } from '../registry/clients/owned-members.js';
import { decodeConfig } from './config-text.js';
import type { EncodedRelease } from './encode-release.js';
import { inputsOf, serversOf } from './entry-kinds.js';
import { nextDeployment } from './next-deployment.js';
import { planDeployment } from './plan-deployment.js';
import type { EntryChange, PlanRules } from './plan-entry.js';
import { type InputPlan, planInputs } from './plan-inputs.js';
import type { Base, Rewrite } from './replace-file.js';
import type { TargetRecord } from './settle-record.js';

/** What a release makes of a file. */
export interface ReleasePlan extends Rewrite {
  readonly changes: readonly EntryChange[];
  /** The file's text before and after. */
  readonly text: { readonly before: string; readonly after: string };
}

/** What a plan is made of besides the file. */
export interface ReleasePlanInput {
  readonly client: ClientDefinition;
  readonly release: Pick<Release, 'client_id' | 'profile_id' | 'version' | 'artifact_id'>;
  readonly encoded: EncodedRelease;
  readonly record: TargetRecord;
  readonly replaced: ReadonlyMap<string, string>;
  readonly onConflict: PlanRules['onConflict'];
  readonly machine: Machine;
  readonly place: { readonly target: string; readonly deployed_at: string };
}

/**
 * Plan what a file is to become. Conflicts are among the changes; their entries stay as they are.
 * @throws OrchestrationError `config_unparsable`, `config_unsupported`.
 */
export function planRelease(input: ReleasePlanInput, base: Base): ReleasePlan {
  const { client, release, encoded, record, machine, place } = input;
  const rules: PlanRules = {
    ownedMembers: ownedMembers(client),
    judgedMembers: judgedMembers(client),
    onConflict: input.onConflict,
    backup: base.backup,
    replaced: input.replaced,
  };
  const before = base.bytes === undefined ? (client.new_file ?? '') : decodeConfig(base.bytes);
  const former = removeFormer({ client, record, rules }, before);
  const document = parseDocument(former.text, client.format);
  const present = document.entries(client.container);
  const plan = planDeployment({
    ...rules,
    document: present,
    wanted: spelledAsIn(present, { client, machine, wanted: encoded.wanted }),
    ledger: former.ledger,
  });
  const inputs = planAllInputs({ client, encoded, record }, document.edit(client.container, plan.edits));
  const after = inputs.text;
  const bytes = after === before ? base.bytes : Buffer.from(after);
  const { client_id, profile_id, version, artifact_id } = release;
  const facts = { ...place, host_id: machine.hostId, client_id, profile_id, version, artifact_id };
  const deployment = nextDeployment({ before: record?.deployment, base, bytes, facts });
  return {
    bytes,
    record: { deployment, entries: [...plan.entries, ...inputs.entries] },
    changes: [...former.changes, ...plan.changes, ...inputs.changes],
    text: { before, after },
  };
}

/** What is wanted, each entry in the file's own spelling where that says the same. */
function spelledAsIn(
  present: readonly DocumentEntry[],
  { client, machine, wanted }: Pick<ReleasePlanInput, 'client' | 'machine'> & Pick<EncodedRelease, 'wanted'>,
): Map<string, JsonObject> {
  const spelled = new Map(wanted);
  for (const { name, value } of present) {
    const members = wanted.get(name);
    if (members !== undefined) spelled.set(name, keepSpelling(client, members, { name, value, machine }));
  }
  return spelled;
}

/** The definitions of inputs, once the servers are planned; those of a former client that keeps them elsewhere go. */
function planAllInputs(
  { client, encoded, record }: Pick<ReleasePlanInput, 'client' | 'encoded' | 'record'>,
  text: string,
): InputPlan {
  const ledger = inputsOf(record?.entries ?? []);
  const former = record && findClient(record.deployment.client_id);
  if (former === undefined || jsonEqual(former.references.inputs, client.references.inputs)) {
    return planInputs({ client, text, wanted: encoded.inputs, ledger });
  }
  const gone = planInputs({ client: former, text, wanted: new Map(), ledger });
  const plan = planInputs({ client, text: gone.text, wanted: encoded.inputs, ledger: [] });
  return { ...plan, changes: [...gone.changes, ...plan.changes] };
}

interface Former {
  readonly text: string;
  /** Our servers that stand in the client's container. */
  readonly ledger: readonly DeployedEntry[];
  readonly changes: readonly EntryChange[];
}

/** Where another client was deployed in this file, and keeps its servers elsewhere in it, take those out first. */
function removeFormer(
  { client, record, rules }: { client: ClientDefinition; record: TargetRecord; rules: PlanRules },
  text: string,
): Former {
  if (record === undefined) return { text, ledger: [], changes: [] };
  const former = findClient(record.deployment.client_id);
  const ledger = serversOf(record.entries);
  if (jsonEqual(former.container, client.container)) return { text, ledger, changes: [] };
  const document = parseDocument(text, former.format);
  const plan = planDeployment({
    ...rules,
    ownedMembers: ownedMembers(former),
    judgedMembers: judgedMembers(former),
    document: document.entries(former.container),
    wanted: new Map(),
    ledger,
  });
  return { text: document.edit(former.container, plan.edits), ledger: [], changes: plan.changes };
}
