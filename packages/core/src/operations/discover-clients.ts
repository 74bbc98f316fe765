import { z } from 'zod';
import { discoverClients as discover } from '../deploy/discover-clients.js';
import { defineOperation } from '../operation.js';
import { mayReach } from '../principal.js';
import type { Services } from '../services.js';

const discovered = z
  .object({
    client_id: z.string().describe('The client, as list_clients names it.'),
    display_name: z.string().describe('Its name for people.'),
    installed: z.boolean().describe('Whether its file or the folder of it is there.'),
    config_path: z.string().nullable().describe('Its file on this system; null where it has none.'),
    exists: z.boolean().describe('Whether the file is there.'),
    server_count: z.int().describe('How many servers the file holds.'),
    managed_count: z.int().describe('How many of the servers we deployed.'),
    status: z
      .enum([
        'in_sync',
        'pending',
        'drifted',
        'conflict',
        'not_deployed',
        'unreadable',
        'unverified',
        'absent',
      ])
      .describe(
        'How the file stands to what was deployed; absent: there is no file; unverified: its latest release does not verify.',
      ),
  })
  .meta({ id: 'DiscoveredClient' });

export const discoverClients = defineOperation<Services>()({
  name: 'discover_clients',
  summary: 'Look which clients are installed on this machine.',
  description:
    "Reads this machine's files: which clients are installed, which file each reads, how many servers it holds and how many of them are ours.",
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/discovery',
  mcp: false,
  input: z.strictObject({}),
  output: z
    .object({
      clients: z.array(discovered).describe('Every client that is known.'),
      count: z.int().describe('How many there are.'),
    })
    .meta({ id: 'Discovery' }),
  errors: [],
  async run(services, _input, { principal }) {
    const found = await discover(services, principal);
    const clients = found.filter(({ client_id }) => mayReach(principal, { client_id }));
    return { clients, count: clients.length };
  },
});
