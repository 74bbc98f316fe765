import { z } from 'zod';
import { namedClientPath } from '../deploy/named-client-path.js';
import { ownConfigPath } from '../deploy/resolve-target.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import { describeClient as describeDefinition } from '../registry/clients/describe-client.js';
import type { Services } from '../services.js';
import { clientId } from './fields.js';

const support = z.enum(['native', 'bridge', 'none']);
const paths = z.array(z.string());
const example = z.string().nullable();

const clientDescription = z
  .object({
    client_id: z.string().describe('Names it in all other operations.'),
    display_name: z.string().describe('Its name for people.'),
    documentation_url: z.string().describe('What its makers say of the file.'),
    confidence: z
      .enum(['verified', 'reported', 'experimental'])
      .describe('How well this is founded: the makers say so, several tools agree, or one does.'),
    config_path: z.string().nullable().describe('Its file on this machine; null where it has none.'),
    path_named: z.boolean().describe('Whether the user named that path (set_client_path).'),
    format: z.enum(['json', 'jsonc', 'toml', 'yaml']).describe('The format of the file.'),
    servers_at: z
      .object({
        path: paths.describe('The keys from the root of the file to the servers.'),
        kind: z.enum(['map', 'array']).describe('Whether they are named by their keys, or are a list.'),
        name_member: z.string().optional().describe('The member that names an entry of a list.'),
      })
      .describe('Where the servers stand in the file.'),
    paths: z
      .object({ darwin: paths, linux: paths, win32: paths })
      .describe("The user's file by system; of several the first that exists is used, else the first."),
    project_paths: paths.describe("The project's file, within the project; empty where there is none."),
    transports: z
      .object({ stdio: support, http: support, sse: support })
      .describe('native: it speaks it; bridge: through mcp-remote; none: it cannot have it.'),
    examples: z
      .object({ stdio: example, http: example, sse: example })
      .describe("A file with one server, in the client's own spelling; null where it cannot hold one."),
    references: z
      .object({
        supported: z.boolean().describe('Whether it can refer to environment variables at all.'),
        syntax: z.string().optional().describe('How a reference to the variable NAME is written in a text.'),
        fields: paths.optional().describe('The only parts of an entry in which it is read; absent: all.'),
        by_name: paths.describe('Members that name variables, without any syntax.'),
        inputs: z
          .literal(true)
          .optional()
          .describe('It asks its user for what ${input:NAME} stands for; a deploy defines what is missing.'),
      })
      .describe('How secrets are kept out of the file.'),
    limits: z
      .object({
        max_servers: z.int().optional().describe('More servers are not advised.'),
        max_env_vars: z.int().optional().describe('More variables for one server are not advised.'),
        names: z.string().optional().describe('What names of servers may hold.'),
      })
      .describe('What it holds at the most.'),
  })
  .meta({ id: 'ClientDescription' });

export const describeClient = defineOperation<Services>()({
  name: 'describe_client',
  summary: "Describe a client's file: its place, format and spelling.",
  description:
    'Tells what is known of one client: where its file is on each system, in which format it keeps its servers and where in the file, an example of each transport in its own spelling, how it refers to secrets, its limits, and how well all this is founded.',
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/clients/{client_id}',
  mcp: false,
  input: z.strictObject({ client_id: clientId }),
  output: clientDescription,
  errors: ['client_not_found'],
  async run(services, { client_id }) {
    const client = findClient(client_id);
    return {
      ...describeDefinition(client, services.machine),
      config_path: await ownConfigPath(services, client),
      path_named: (await namedClientPath(services, client)) !== undefined,
    };
  },
});
