import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { mayReach } from '../principal.js';
import { CLIENTS } from '../registry/clients/bundled-clients.js';
import { candidatePaths, choosePath, configLocation } from '../registry/clients/resolve-location.js';
import { profilesByClient } from '../registry/clients/profiles-by-client.js';
import type { Services } from '../services.js';

const clientSchema = z
  .object({
    client_id: z.string(),
    display_name: z.string(),
    platform: z.enum(['darwin', 'linux', 'win32']),
    config_location: z.string().nullable().describe("Where the client's file is on this system, with ~; null where it has none."),
    config_path: z.string().nullable().describe('The same, resolved here.'),
    available_profiles: z.array(z.string()).describe('Profiles that have a draft or a release.'),
  })
  .meta({ id: 'Client' });

export const listClients = defineOperation<Services>()({
  name: 'list_clients',
  summary: 'List the clients whose configuration can be managed.',
  description:
    'Lists every AI client that is known, with the file it reads on this system and the profiles that have a draft or a release. Start here to learn the client_id that other tools ask for.',
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/clients',
  mcp: true,
  input: z.strictObject({}),
  output: z.object({ clients: z.array(clientSchema), count: z.int() }).meta({ id: 'ClientList' }),
  errors: [],
  async run({ stores, machine, files }, _input, { principal }) {
    const profiles = await profilesByClient(stores, principal);
    const reachable = CLIENTS.filter(({ client_id }) => mayReach(principal, { client_id }));
    const clients = reachable.map(async (client) => ({
      client_id: client.client_id,
      display_name: client.display_name,
      platform: machine.platform,
      config_location: configLocation(client, machine),
      config_path: await choosePath(candidatePaths(client, machine), async (path) => {
        return (await files.facts(path)) !== undefined;
      }),
      available_profiles: profiles.get(client.client_id) ?? [],
    }));
    return { clients: await Promise.all(clients), count: clients.length };
  },
});
