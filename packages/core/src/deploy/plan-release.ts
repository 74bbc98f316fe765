import { parseDocument } from '../documents/parse-document.js';
import { jsonEqual } from '../json.js';
import type { DeployedEntry, Release } from '../ports/stores.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { judgedMembers, ownedMembers } from '../registry/clients/owned-members.js';
import { decodeConfig } from './config-text.js';
import type { EncodedRelease } from './encode-release.js';
import { nextDeployment } from './next-deployment.js';
import { planDeployment } from './plan-deployment.js';
import type { EntryChange, PlanRules } from './plan-entry.js';
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
  readonly release: Release;
  readonly encoded: EncodedRelease;
  readonly record: TargetRecord;
  readonly replaced: ReadonlyMap<string, string>;
  readonly onConflict: PlanRules['onConflict'];
  readonly place: { readonly host_id: string; readonly target: string; readonly deployed_at: string };
}

/**
 * Plan what a file is to become. Conflicts are among the changes; their entries stay as they are.
 * @throws OrchestrationError `config_unparsable`, `config_unsupported`.
 */
export function planRelease(input: ReleasePlanInput, base: Base): ReleasePlan {
  const { client, release, encoded, record, place } = input;
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
  const plan = planDeployment({
    ...rules,
    document: document.entries(client.container),
    wanted: encoded.wanted,
    ledger: former.ledger,
  });
  const after = document.edit(client.container, plan.edits);
  const bytes = after === before ? base.bytes : Buffer.from(after);
  const { client_id, profile_id, version, artifact_id } = release;
  const facts = { ...place, client_id, profile_id, version, artifact_id };
  const deployment = nextDeployment({ before: record?.deployment, base, bytes, facts });
  return {
    bytes,
    record: { deployment, entries: plan.entries },
    changes: [...former.changes, ...plan.changes],
    text: { before, after },
  };
}

interface Former {
  readonly text: string;
  /** Our entries that stand in the client's container. */
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
  if (jsonEqual(former.container, client.container)) return { text, ledger: record.entries, changes: [] };
  const document = parseDocument(text, former.format);
  const plan = planDeployment({
    ...rules,
    ownedMembers: ownedMembers(former),
    judgedMembers: judgedMembers(former),
    document: document.entries(former.container),
    wanted: new Map(),
    ledger: record.entries,
  });
  return { text: document.edit(former.container, plan.edits), ledger: [], changes: plan.changes };
}
