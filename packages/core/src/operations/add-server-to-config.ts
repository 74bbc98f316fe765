import { z } from 'zod';
import { addServer, renderChoice } from '../drafts/add-server.js';
import { changeDraft } from '../drafts/draft.js';
import { showDraft } from '../drafts/show-draft.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import { serverEntrySchema } from '../registry/server-entry-schema.js';
import { serverIdSchema } from '../registry/servers/server-definition.js';
import type { Services } from '../services.js';
import { draftOutput } from './draft-output.js';
import { expectedRevision, profileKey } from './fields.js';

const paramValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

export const addServerToConfig = defineOperation<Services>()({
  name: 'add_server_to_config',
  summary: 'Add a server to the draft of a profile.',
  description:
    'Adds one MCP server to the working copy: a server of the catalogue by server_id with its params and env_vars (see describe_server), or any other one as an inline entry in server, with server_name. Secrets are given as references, ${env:NAME}; a required variable that is not given becomes one. Nothing reaches a client before publish_config and deploy_config.',
  permission: 'config:draft',
  effect: 'write',
  http: 'POST /v1/config/{client_id}/{profile_id}/draft/add',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    server_id: serverIdSchema.optional().describe('A server of the catalogue: filesystem, github …'),
    server: serverEntrySchema
      .optional()
      .describe('An entry: { command, args?, env?, cwd? } or { type: "http" or "sse", url, headers? }.'),
    params: z
      .record(z.string().max(64), paramValue)
      .optional()
      .describe('Parameters of the server of the catalogue, by name.'),
    env_vars: z
      .record(z.string().max(256), z.string().max(65_536))
      .optional()
      .describe('Environment variables, by name. Give secrets as ${env:NAME}.'),
    server_name: z.string().optional().describe("The entry's name; the server's id unless given."),
    revision: expectedRevision,
  }),
  output: z
    .object({
      status: z.literal('added').describe('The draft holds it now.'),
      server_name: z.string().describe('Its name in the draft.'),
      ...draftOutput,
    })
    .meta({ id: 'AddedServer' }),
  errors: ['client_not_found', 'server_not_found', 'server_name_taken'],
  async run(services, input) {
    findClient(input.client_id);
    const choice = await renderChoice(services.stores, input);
    const draft = await changeDraft(services, {
      key: input,
      revision: input.revision,
      change: ({ payload }) => ({
        payload: addServer(payload, choice),
        detail: { server_name: choice.name, server_id: input.server_id ?? null },
      }),
    });
    return {
      status: 'added' as const,
      server_name: choice.name,
      ...(await showDraft(services.stores, draft)),
    };
  },
});
