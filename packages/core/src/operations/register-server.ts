import { OrchestrationError } from '../errors.js';
import { defineOperation } from '../operation.js';
import { describeServer } from '../registry/servers/describe-server.js';
import { isBundled } from '../registry/servers/find-server.js';
import { serverDefinitionSchema } from '../registry/servers/server-definition.js';
import type { Services } from '../services.js';
import { serverDescription } from './server-description.js';

export const registerServer = defineOperation<Services>()({
  name: 'register_server',
  summary: 'Add a server of your own to the catalogue.',
  description:
    'Registers an MCP server, so that it can be found and added to drafts by its id like the bundled ones. Parameters fill {placeholders} of the arguments or the url.',
  permission: 'servers:manage',
  effect: 'write',
  http: 'POST /v1/servers',
  mcp: false,
  input: serverDefinitionSchema,
  output: serverDescription,
  errors: ['server_exists'],
  async run({ change, clock }, definition) {
    const { server_id } = definition;
    if (isBundled(server_id)) {
      throw new OrchestrationError('server_exists', {
        message: `${server_id} is a server of the bundled catalogue.`,
        hint: 'Give yours another id.',
      });
    }
    await change((stores) => stores.servers.insert(definition, clock.now().toISOString()), {
      detail: { server_id },
    });
    return describeServer(definition);
  },
});
