import { z } from 'zod';
import { clientOfTarget } from '../deploy/client-of-target.js';
import { type FoundBackup, findBackups } from '../deploy/find-backups.js';
import { identifierSchema } from '../identifier.js';
import { defineOperation } from '../operation.js';
import { mayReach, type Principal } from '../principal.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { backupOutput, showBackup } from './backup-output.js';

export const listBackups = defineOperation<Services>()({
  name: 'list_backups',
  summary: "List the backups of clients' files, newest first.",
  description:
    'Before each write to a file, what it held is kept. Lists those backups, of all files or of one client. The newest of a file always stays, and so does what undeploying may have to give back; others go by number and age.',
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/backups',
  mcp: false,
  input: z.strictObject({
    client_id: identifierSchema.optional().describe('Only of files that this client keeps its servers in.'),
  }),
  output: z
    .object({
      backups: z
        .array(
          z.object({
            ...backupOutput,
            client_id: z.string().nullable().describe('The client of the file; null where none is known.'),
          }),
        )
        .describe('Newest first.'),
      count: z.int().describe('How many there are.'),
    })
    .meta({ id: 'BackupList' }),
  errors: ['client_not_found'],
  async run(services, { client_id }, { principal }) {
    if (client_id !== undefined) findClient(client_id);
    const clients = new Map<string, string | null>();
    const backups = [];
    for (const found of await findBackups(services)) {
      const client = await clientOf(services, { found, clients });
      if (!isWanted(client, { client_id, principal })) continue;
      backups.push({ ...(await showBackup(services, found)), client_id: client });
    }
    return { backups, count: backups.length };
  },
});

/** The client of a backup's file, each file looked at once. */
async function clientOf(
  services: Services,
  { found, clients }: { found: FoundBackup; clients: Map<string, string | null> },
): Promise<string | null> {
  const known = clients.get(found.target);
  if (known !== undefined) return known;
  const client = (await clientOfTarget(services, found.target))?.client_id ?? null;
  clients.set(found.target, client);
  return client;
}

/** A principal that is limited to clients sees none of a file whose client is not known. */
function isWanted(
  client: string | null,
  { client_id, principal }: { client_id: string | undefined; principal: Principal },
): boolean {
  if (client_id !== undefined && client !== client_id) return false;
  return client === null ? principal.clients === undefined : mayReach(principal, { client_id: client });
}
