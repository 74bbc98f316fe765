import { z } from 'zod';
import { deployRelease } from '../deploy/deploy-release.js';
import { requireDeployable } from '../deploy/require-deployable.js';
import { OrchestrationError } from '../errors.js';
import { requirePermission } from '../invoke.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { rollBack } from '../signing/roll-back.js';
import { deploymentOutput, FILE_ERRORS, RELEASE_ERRORS } from './deployment-output.js';
import { force, profileKey, profileKeyOutput, projectDir, target, version } from './fields.js';

export const rollbackConfig = defineOperation<Services>()({
  name: 'rollback_config',
  summary: 'Publish an older release again as the newest, and deploy it when asked.',
  description:
    'Goes back to an older release: publishes a new release that names its artifact (nothing is rewritten), and with deploy writes it into the client. See list_releases, or the resource of the profile, for what to go back to.',
  permission: 'config:publish',
  effect: 'destructive',
  http: 'POST /v1/config/{client_id}/{profile_id}/rollback',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    to: version.describe('The release to go back to.'),
    deploy: z.boolean().optional().describe('Deploy it too. Needs config:deploy.'),
    target,
    project_dir: projectDir,
    force: force.describe("When deploying: take the release's entries where the file's differ."),
    inline_secrets: z
      .boolean()
      .optional()
      .describe(
        'When deploying: where the client cannot refer to the environment, write the values into its file.',
      ),
  }),
  output: z
    .object({
      status: z
        .enum(['rolled_back', 'unchanged'])
        .describe(
          'rolled_back: a new release names the old artifact; unchanged: the latest one does already.',
        ),
      ...profileKeyOutput,
      version: z.int().describe('The release that holds it now.'),
      artifact_id: z.string().describe('The artifact of both.'),
      rolled_back_to: z.int().describe('The release that was gone back to.'),
      deployment: deploymentOutput
        .optional()
        .describe('What deploy_config answered, where it was asked for.'),
    })
    .meta({ id: 'Rollback' }),
  errors: ['client_not_found', 'keys_missing', 'key_unavailable', ...RELEASE_ERRORS, ...FILE_ERRORS],
  async run(services, input, call) {
    findClient(input.client_id);
    const { to, deploy = false, ...where } = input;
    if (deploy) {
      requirePermission(call.principal, 'config:deploy');
      await requireDeployable(services, where, call);
    }
    const { status, release } = await rollBack(services, { ...input, to });
    const answer = {
      status: status === 'unchanged' ? status : ('rolled_back' as const),
      client_id: release.client_id,
      profile_id: release.profile_id,
      version: release.version,
      artifact_id: release.artifact_id,
      rolled_back_to: to,
    };
    if (!deploy) return answer;
    const request = { ...where, version: release.version };
    const deployment = await deployRelease(services, request, call).catch((error: unknown) => {
      throw status === 'unchanged' ? error : published(release.version, error);
    });
    return { ...answer, deployment };
  },
});

/** The same error, which also says that the release is there: only its deploy is to be repeated. */
function published(version: number, error: unknown): unknown {
  if (!(error instanceof OrchestrationError)) return error;
  const { code, message, hint, errors, cause } = error;
  return new OrchestrationError(code, {
    message: `Release ${version} was published, but not deployed: ${message}`,
    ...(hint === undefined ? {} : { hint }),
    ...(errors === undefined ? {} : { errors }),
    cause,
  });
}
