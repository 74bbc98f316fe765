import { z } from 'zod';
import { namedClientPaths } from '../deploy/named-client-path.js';
import { usualConfigPath } from '../deploy/resolve-target.js';
import { defineOperation } from '../operation.js';
import { mayReach } from '../principal.js';
import { CLIENTS } from '../registry/clients/bundled-clients.js';
import { profilesByClient } from '../registry/clients/profiles-by-client.js';
import { choicesAmong, configLocation } from '../registry/clients/resolve-location.js';
import type { Services } from '../services.js';

const clientSchema = z
  .object({
    client_id: z.string().describe('Names it in all other tools.'),
    display_name: z.string().describe('Its name for people.'),
    platform: z.enum(['darwin', 'linux', 'win32']).describe('The system that this runs on.'),
    config_location: z
      .string()
      .nullable()
      .describe("Where the client's file is on this system, with ~; null where it has none."),
    config_path: z.string().nullable().describe('The same, resolved here.'),
    available_profiles: z.array(z.string()).describe('Profiles that have a draft or a release.'),
  })
  .meta({ id: 'Client' });

/** The clients whose files are looked for in several places, on one system or another. */
const LOOKED_FOR = CLIENTS.filter(({ user }) => Object.values(user).some((places) => places.length > 1));

export const listClients = defineOperation<Services>()({
  name: 'list_clients',
  summary: 'List the clients whose configuration can be managed.',
  description:
    'Lists every AI client that is known, with the file it reads on this system and the profiles that have a draft or a release. Start here to learn the client_id that other tools ask for.',
  permission: 'config:read',
  effect: 'read',
  repeatable: (surroundings) => choicesAmong(LOOKED_FOR, surroundings),
  http: 'GET /v1/clients',
  mcp: true,
  input: z.strictObject({}),
  output: z
    .object({
      clients: z.array(clientSchema).describe('Every client that is known.'),
      count: z.int().describe('How many there are.'),
    })
    .meta({ id: 'ClientList' }),
  errors: [],
  async run(services, _input, { principal }) {
    const { stores, machine } = services;
    const profiles = await profilesByClient(stores, principal);
    const reachable = CLIENTS.filter(({ client_id }) => mayReach(principal, { client_id }));
    const named = await namedClientPaths(services);
    const clients = reachable.map(async (client) => ({
      client_id: client.client_id,
      display_name: client.display_name,
      platform: machine.platform,
      config_location: named.get(client.client_id) ?? configLocation(client, machine),
      config_path: named.get(client.client_id) ?? (await usualConfigPath(services, client)),
      available_profiles: profiles.get(client.client_id) ?? [],
    }));
    return { clients: await Promise.all(clients), count: clients.length };
  },
});
