import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { describeServer as describeDefinition } from '../registry/servers/describe-server.js';
import { findServer } from '../registry/servers/find-server.js';
import { serverIdSchema } from '../registry/servers/server-definition.js';
import type { Services } from '../services.js';
import { serverDescription } from './server-description.js';

export const describeServer = defineOperation<Services>()({
  name: 'describe_server',
  summary: 'Describe a server of the catalogue.',
  description:
    'Tells everything that is needed to add one server: how it is started or reached, its parameters with types, defaults and examples, the environment variables it needs (give secrets as ${env:NAME}), and where its documentation is.',
  permission: 'config:read',
  effect: 'read',
  repeatable: true,
  http: 'GET /v1/servers/{server_id}',
  mcp: true,
  input: z.strictObject({ server_id: serverIdSchema.describe('As list_available_servers names it.') }),
  output: serverDescription,
  errors: ['server_not_found'],
  async run({ stores }, { server_id }) {
    return describeDefinition(await findServer(stores, server_id));
  },
});
