import { z } from 'zod';
import { undeployConfig as undeploy } from '../deploy/undeploy.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { changeSchema } from './change-schema.js';
import { FILE_ERRORS } from './deployment-output.js';
import { force, profileKey, profileKeyOutput, projectDir, target } from './fields.js';

export const undeployConfig = defineOperation<Services>()({
  name: 'undeploy_config',
  summary: "Take our entries out of the client's file again.",
  description:
    "Takes exactly what was deployed out of the client's file: entries that were there before stay, those that were gone over by force come back. Where nobody else has touched the file since, its first bytes are restored.",
  permission: 'config:deploy',
  effect: 'destructive',
  http: 'POST /v1/config/{client_id}/{profile_id}/undeploy',
  mcp: false,
  input: z.strictObject({
    ...profileKey,
    target,
    project_dir: projectDir,
    force: force.describe('Take out entries of ours that were edited by hand, too.'),
  }),
  output: z
    .object({
      status: z.literal('undeployed').describe('Our entries are out of the file.'),
      ...profileKeyOutput,
      config_path: z.string().describe('The file that was written.'),
      changes: z.array(changeSchema).describe('Entry by entry.'),
      restored: z.boolean().describe("Whether the file's first bytes are back."),
      backup_path: z
        .string()
        .optional()
        .describe('The file as it was before; absent where nothing was written.'),
    })
    .meta({ id: 'Undeployment' }),
  errors: ['client_not_found', 'deployment_not_found', ...FILE_ERRORS],
  run: (services, input, call) => undeploy(services, input, call),
});
