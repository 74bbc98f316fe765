import { z } from 'zod';
import { setClientPath as setPath } from '../deploy/set-client-path.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { clientId, filePath } from './fields.js';

export const setClientPath = defineOperation<Services>()({
  name: 'set_client_path',
  summary: 'Name the file in which a client keeps its servers here.',
  description:
    'For a client that is installed in an unusual place: from now on this home reads and writes the file that is named, on this machine, wherever no other is named. A null path goes back to where the client keeps it. What is deployed in the former file stays there: undeploy it first.',
  permission: 'config:deploy',
  effect: 'write',
  http: 'POST /v1/clients/{client_id}/path',
  mcp: false,
  input: z.strictObject({
    client_id: clientId,
    path: filePath.nullable().describe('The file; null: where the client keeps it.'),
  }),
  output: z
    .object({
      client_id: z.string().describe('The client.'),
      config_path: z.string().nullable().describe('Its file from now on; null where it has none here.'),
      named: z.boolean().describe('Whether the path was named, or is where the client keeps it.'),
    })
    .meta({ id: 'ClientPath' }),
  errors: ['client_not_found', 'target_forbidden', 'config_unreadable', 'config_unwritable'],
  run: (services, input, call) => setPath(services, input, call),
});
