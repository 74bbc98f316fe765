import { z } from 'zod';
import { checkDrift as check } from '../deploy/check-drift.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { profileKey, profileKeyOutput, projectDir, target, timestamp } from './fields.js';

export const checkDrift = defineOperation<Services>()({
  name: 'check_drift',
  summary: "Compare the client's file with what was released and deployed.",
  description:
    "Looks at the client's file itself and says for each server whether it is clean, pending (a release is not deployed yet), drifted (edited by hand), missing, converged, in conflict, foreign or orphaned, with the cause. Changes nothing. To put our entries back: deploy_config.",
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/config/{client_id}/{profile_id}/drift',
  mcp: true,
  input: z.strictObject({ ...profileKey, target, project_dir: projectDir }),
  output: z
    .object({
      status: z
        .enum(['in_sync', 'pending', 'drifted', 'conflict', 'not_deployed', 'unreadable'])
        .describe('The sum of it all.'),
      ...profileKeyOutput,
      deployed_version: z
        .int()
        .nullable()
        .describe('The release that is deployed in the file; null where none is.'),
      deployed_at: timestamp
        .nullable()
        .describe('When that was deployed, or found to be there; null where none is.'),
      latest_version: z.int().nullable().describe('The latest release; null where none was published.'),
      config_path: z
        .string()
        .nullable()
        .describe('The file that was looked at; null where it cannot be told.'),
      servers: z
        .array(
          z.object({
            name: z.string().describe("The server's name in the file."),
            state: z
              .enum([
                'clean',
                'pending',
                'drifted',
                'missing',
                'converged',
                'conflict',
                'foreign',
                'orphaned',
              ])
              .describe('How it stands to the release and to what was deployed.'),
            cause: z.string().optional().describe('What happened, as far as it can be told.'),
          }),
        )
        .describe('Server by server.'),
      inputs: z
        .array(
          z.object({
            name: z.string().describe('The name of an input that a server refers to.'),
            state: z
              .enum(['clean', 'pending', 'missing', 'orphaned'])
              .describe('Whether the file defines it, as the release needs.'),
            cause: z.string().optional().describe('What happened, as far as it can be told.'),
          }),
        )
        .optional()
        .describe('The definitions of the inputs that servers refer to; absent where there are none.'),
      cause: z.string().optional().describe('Why the file is unreadable, or how it changed as a whole.'),
    })
    .meta({ id: 'Drift' }),
  errors: ['client_not_found', 'release_unverified', 'no_config_location', 'target_forbidden'],
  run: (services, input, call) => check(services, input, call),
});
