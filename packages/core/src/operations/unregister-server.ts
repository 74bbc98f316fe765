import { z } from 'zod';
import { OrchestrationError } from '../errors.js';
import { defineOperation } from '../operation.js';
import { isBundled } from '../registry/servers/find-server.js';
import { serverIdSchema } from '../registry/servers/server-definition.js';
import type { Services } from '../services.js';

export const unregisterServer = defineOperation<Services>()({
  name: 'unregister_server',
  summary: 'Take a server of your own out of the catalogue.',
  description:
    'Takes a registered server out of the catalogue. Drafts and releases that hold it stay as they are, since they hold the entry itself. Bundled servers cannot be taken out.',
  permission: 'servers:manage',
  effect: 'destructive',
  http: 'DELETE /v1/servers/{server_id}',
  mcp: false,
  input: z.strictObject({ server_id: serverIdSchema.describe('A server that was registered.') }),
  output: z
    .object({
      status: z.literal('unregistered').describe('It is out of the catalogue.'),
      server_id: z.string().describe('The server.'),
    })
    .meta({ id: 'UnregisteredServer' }),
  errors: ['server_not_found', 'server_exists'],
  async run({ change }, { server_id }) {
    if (isBundled(server_id)) {
      throw new OrchestrationError('server_exists', {
        message: `${server_id} is a server of the bundled catalogue and stays in it.`,
        hint: 'Only servers that were registered can be taken out.',
      });
    }
    await change(
      async (stores) => {
        if (!(await stores.servers.delete(server_id))) throw new OrchestrationError('server_not_found');
      },
      { detail: { server_id } },
    );
    return { status: 'unregistered' as const, server_id };
  },
});
