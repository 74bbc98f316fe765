import { z } from 'zod';
import type { ErrorCode } from '../errors.js';
import { changeSchema } from './change-schema.js';
import { profileKeyOutput, timestamp } from './fields.js';

/** The output of deploy_config, and of the deployment that rollback_config may make. */
export const deploymentOutput = z
  .object({
    status: z
      .enum(['deployed', 'unchanged', 'planned'])
      .describe('unchanged: nothing had to be written; planned: a dry run.'),
    ...profileKeyOutput,
    version: z.int().describe('The release that is deployed, or would be.'),
    artifact_id: z.string().describe('SHA-256 of its canonical payload.'),
    config_path: z.string().describe('The file that was written.'),
    deployed_at: timestamp.nullable().describe('When it was written; null where nothing has been.'),
    changes: z.array(changeSchema).describe('Entry by entry.'),
    backup_path: z
      .string()
      .optional()
      .describe('The file as it was before; absent where nothing was written.'),
    diff: z.string().optional().describe('On a dry run: a unified diff of the file, secrets masked.'),
  })
  .meta({ id: 'Deployment' });

/** What can go wrong with a client's file. */
export const FILE_ERRORS = [
  'no_config_location',
  'target_forbidden',
  'config_unreadable',
  'config_unparsable',
  'config_unsupported',
  'config_changed',
  'config_unwritable',
  'deploy_conflict',
  'deploy_busy',
] as const satisfies readonly ErrorCode[];

/** What can go wrong with the release that is deployed. */
export const RELEASE_ERRORS = [
  'config_not_found',
  'release_not_found',
  'artifact_not_found',
  'release_unverified',
  'downgrade_refused',
  'draft_invalid',
  'secret_unresolvable',
  'secret_missing',
] as const satisfies readonly ErrorCode[];
