import type { Container } from '../documents/document.js';
import { parseDocument } from '../documents/parse-document.js';
import type { JsonObject } from '../json.js';
import type { DeployedEntry } from '../ports/stores.js';
import type { ClientDefinition } from '../registry/clients/client-definition.js';
import { inputReferencesIn } from '../registry/input-reference.js';
import { type EntryText, jsonTexts } from '../secrets/entry-texts.js';
import { type EntryCase, type EntryChange, type EntryPlan, type PlanRules, planEntry } from './plan-entry.js';

/** What the definitions of inputs are planned from. */
export interface InputPlanRequest {
  readonly client: ClientDefinition;
  /** The file's text, its servers as they are to be. */
  readonly text: string;
  /** The definitions that the release's servers need, by name. */
  readonly wanted: ReadonlyMap<string, JsonObject>;
  /** What we wrote last, or found; servers are left out of it. */
  readonly ledger: readonly DeployedEntry[];
  /** Take out definitions of ours that were edited by hand, too. */
  readonly force?: boolean;
}

/** What becomes of the definitions of inputs. */
export interface InputPlan {
  readonly text: string;
  readonly changes: readonly EntryChange[];
  readonly entries: readonly DeployedEntry[];
}

/**
 * Plan the definitions of the inputs that servers refer to. What is missing is added; what is there stays as it is,
 * whoever wrote it, for any definition will do. Ours go when no server of the file refers to them any more, unless
 * somebody edited them.
 * @throws OrchestrationError `config_unsupported` where something else than a list stands in their place.
 */
export function planInputs({ client, text, wanted, ledger, force = false }: InputPlanRequest): InputPlan {
  const container = client.references.inputs;
  const names = new Set([...wanted.keys(), ...ledger.map(({ name }) => name)]);
  if (container === undefined || names.size === 0) return { text, changes: [], entries: [] };
  const document = parseDocument(text, client.format);
  const onDisk = new Map(document.entries(container).map((entry) => [entry.name, entry]));
  const ours = new Map(ledger.map((entry) => [entry.name, entry]));
  const texts = jsonTexts(document.data);
  const referred = new Set(texts.flatMap((entry) => inputReferencesIn(entry.text)));
  const repeated = repeatedNames(texts, container);
  const plans = [...names].flatMap((name) => {
    const input = { name, disk: onDisk.get(name), wanted: wanted.get(name), ours: ours.get(name) };
    return planInput({ ...input, stays: reasonToStay(name, { referred, repeated }) }, force) ?? [];
  });
  return {
    text: document.edit(
      container,
      plans.flatMap(({ edit }) => edit ?? []),
    ),
    changes: plans.map(({ change }) => ({ kind: 'input', ...change })),
    entries: plans.flatMap(({ entry }) => (entry === undefined ? [] : { ...entry, kind: 'input' as const })),
  };
}

const RULES: Omit<PlanRules, 'onConflict'> = {
  ownedMembers: [],
  judgedMembers: [],
  backup: null,
  replaced: new Map(),
};

/** Why a definition stays that the release needs no more. */
function reasonToStay(
  name: string,
  { referred, repeated }: { referred: ReadonlySet<string>; repeated: ReadonlySet<string> },
): string | undefined {
  if (referred.has(name)) return 'another server of the file refers to it';
  // Taking it out would take out all of its name, and the others are not ours.
  return repeated.has(name) ? 'somebody has defined it once more' : undefined;
}

/** The names that several definitions bear. */
function repeatedNames(texts: readonly EntryText[], { path, nameKey = 'name' }: Container): Set<string> {
  const names = texts
    .filter((text) => text.path.length === path.length + 2 && text.path.at(-1) === nameKey)
    .filter((text) => path.every((key, index) => text.path[index] === key))
    .map(({ text }) => text);
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

function planInput(
  { stays, ...input }: EntryCase & { readonly stays: string | undefined },
  force: boolean,
): EntryPlan | undefined {
  const { name, disk, wanted, ours } = input;
  if (wanted === undefined && stays !== undefined) {
    return { change: { name, action: 'keep', reason: stays } };
  }
  if (wanted === undefined || disk === undefined) {
    return planEntry(input, { ...RULES, onConflict: force ? 'force' : 'leave' });
  }
  if (ours !== undefined) return { change: { name, action: 'keep' }, entry: ours };
  return {
    change: { name, action: 'adopt', reason: 'it was there, and stays when we go' },
    entry: { name, members: {}, adopted: true, replaced_in: null },
  };
}
