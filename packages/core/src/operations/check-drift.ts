import { z } from 'zod';
import { checkDrift as check } from '../deploy/check-drift.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { profileKey, profileKeyOutput, projectDir, target } from './fields.js';

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
      status: z.enum(['in_sync', 'pending', 'drifted', 'conflict', 'not_deployed', 'unreadable']),
      ...profileKeyOutput,
      deployed_version: z.int().nullable(),
      latest_version: z.int().nullable(),
      config_path: z.string().nullable(),
      servers: z.array(
        z.object({
          name: z.string(),
          state: z.enum([
            'clean',
            'pending',
            'drifted',
            'missing',
            'converged',
            'conflict',
            'foreign',
            'orphaned',
          ]),
          cause: z.string().optional(),
        }),
      ),
      cause: z.string().optional().describe('Why the file is unreadable, or how it changed as a whole.'),
    })
    .meta({ id: 'Drift' }),
  errors: ['client_not_found', 'release_unverified', 'no_config_location', 'target_forbidden'],
  run: (services, input, call) => check(services, input, call),
});
