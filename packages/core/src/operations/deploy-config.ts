import { z } from 'zod';
import { deployRelease } from '../deploy/deploy-release.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { deploymentOutput, FILE_ERRORS, RELEASE_ERRORS } from './deployment-output.js';
import { artifactId, force, profileKey, projectDir, target, version } from './fields.js';

export const deployConfig = defineOperation<Services>()({
  name: 'deploy_config',
  summary: "Write a release into the client's own file.",
  description:
    "Writes the servers of a release (the latest unless version or artifact_id names another) into the client's config file on this machine: its own entries and not one byte beside them, with a backup. Entries of the same name that are not ours or were edited by hand stop it with deploy_conflict, unless force. Use dry_run first to see the plan and a diff. The client reads its file again when it is restarted.",
  permission: 'config:deploy',
  effect: 'destructive',
  http: 'POST /v1/config/{client_id}/{profile_id}/deploy',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    artifact_id: artifactId.optional(),
    version: version.optional(),
    dry_run: z.boolean().optional().describe('Answer the plan and a diff, and write nothing.'),
    force: force.describe("Take the release's entries where the file's differ; undeploy brings those back."),
    target,
    project_dir: projectDir,
    inline_secrets: z
      .boolean()
      .optional()
      .describe('Where the client cannot refer to the environment, write the values into its file.'),
  }),
  output: deploymentOutput,
  errors: ['client_not_found', ...RELEASE_ERRORS, ...FILE_ERRORS],
  run: (services, input, call) => deployRelease(services, input, call),
});
