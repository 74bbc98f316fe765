import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { numberCursor, pageOf } from '../page.js';
import { summarizeServer } from '../registry/servers/describe-server.js';
import { searchCatalogue } from '../registry/servers/search-catalogue.js';
import type { Services } from '../services.js';
import { cursor } from './fields.js';

const transport = z.enum(['stdio', 'http', 'sse']);

const serverItem = z
  .object({
    server_id: z.string().describe('Names it in describe_server and add_server_to_config.'),
    display_name: z.string().describe('Its name for people.'),
    description: z.string().describe('What it does.'),
    transport: transport.describe('How it is reached.'),
    npm_package: z.string().nullable().describe('null where it is none of npm.'),
    tags: z.array(z.string()).describe('What it is about.'),
    has_parameters: z.boolean().describe('Whether it takes parameters.'),
    requires_env: z.boolean().describe('Whether it needs environment variables.'),
  })
  .meta({ id: 'ServerItem' });

export const listAvailableServers = defineOperation<Services>()({
  name: 'list_available_servers',
  summary: 'List or search the catalogue of MCP servers.',
  description:
    'Lists the MCP servers that can be added by id, or searches them: names first, then tags, then descriptions. Then see describe_server for the parameters and environment of one.',
  permission: 'config:read',
  effect: 'read',
  repeatable: true,
  http: 'GET /v1/servers',
  mcp: true,
  input: z.strictObject({
    transport_filter: transport.optional().describe('Only servers of this transport.'),
    search_query: z.string().max(200).optional().describe('Words to look for; all of them must be found.'),
    limit: z.int().min(1).max(500).default(100).describe('How many at the most, 1 to 500.'),
    cursor,
  }),
  output: z
    .object({
      servers: z.array(serverItem).describe('Those of this page.'),
      count: z.int().describe('How many there are in all, over every page.'),
      transport_counts: z
        .object({
          stdio: z.int().describe('Started by the client.'),
          http: z.int().describe('Reached by streamable HTTP.'),
          sse: z.int().describe('Reached by server-sent events.'),
        })
        .describe('How many were found of each transport.'),
      available_transports: z.array(transport).describe('Those that were found at all.'),
      next_cursor: z.string().optional().describe('Where there is more: the cursor of the next page.'),
    })
    .meta({ id: 'ServerList' }),
  errors: [],
  async run({ stores }, input) {
    const { found, transport_counts } = await searchCatalogue(stores, input);
    const start = numberCursor(input.cursor) ?? 0;
    const positioned = found
      .slice(start, start + input.limit + 1)
      .map((definition, index) => ({ definition, position: start + index + 1 }));
    const { items, next_cursor } = pageOf(positioned, input.limit, ({ position }) => position);
    return {
      servers: items.map(({ definition }) => summarizeServer(definition)),
      count: found.length,
      transport_counts,
      available_transports: transport.options.filter((name) => transport_counts[name] > 0),
      ...next_cursor,
    };
  },
});
