import type { Draft } from '../ports/stores.js';
import { CLIENTS } from '../registry/clients/bundled-clients.js';
import { clientIssues } from '../registry/clients/client-issues.js';
import { entryIssues } from '../registry/clients/entry-issues.js';
import { readCatalogue } from '../registry/servers/server-catalogue.js';
import type { Services } from '../services.js';
import { type ClientRules, validateDraft } from './validate-draft.js';
import type { ValidationFault } from './validation-fault.js';

/** What validation found, by severity. */
export interface DraftCheck {
  readonly errors: ValidationFault[];
  readonly warnings: ValidationFault[];
}

/** Validate a draft by the rules that hold for all clients and those of its own. */
export async function checkDraft({ machine, stores }: Services, draft: Draft): Promise<DraftCheck> {
  const faults = validateDraft({
    payload: draft.payload,
    client: rulesOf(draft.client_id, machine),
    secretNames: (await readCatalogue(stores)).secretNames,
  });
  return {
    errors: faults.filter(({ severity }) => severity === 'error'),
    warnings: faults.filter(({ severity }) => severity === 'warning'),
  };
}

function rulesOf(clientId: string, machine: Services['machine']): ClientRules | undefined {
  const client = CLIENTS.find(({ client_id }) => client_id === clientId);
  if (client === undefined) return undefined;
  return {
    entry: (name, entry) => entryIssues(client, { name, entry, machine }),
    servers: (servers) => clientIssues(client, servers),
  };
}
