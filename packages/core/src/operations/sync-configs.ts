import { z } from 'zod';
import { discoverClients } from '../deploy/discover-clients.js';
import { type SyncOutcome, syncClients } from '../deploy/sync-clients.js';
import { ERRORS, type ErrorCode } from '../errors.js';
import { identifierSchema } from '../identifier.js';
import { invalidField } from '../invalid-field.js';
import { requirePermission, requireReach } from '../invoke.js';
import { defineOperation } from '../operation.js';
import { mayReach, type Principal } from '../principal.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { deploymentOutput } from './deployment-output.js';
import { force, profileId, projectDir } from './fields.js';
import { untranslatedSchema } from './untranslated-schema.js';

const errorCodes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

const outcome = z
  .object({
    client_id: z.string().describe('The client.'),
    status: z
      .enum(['deployed', 'unchanged', 'planned', 'failed'])
      .describe('As deploy_config answers; failed: error says why.'),
    deployment: deploymentOutput.optional().describe('What deploy_config answered; absent where it failed.'),
    untranslated: z.array(untranslatedSchema).describe('What this client cannot hold of the other one.'),
    error: z
      .object({
        code: z.enum(errorCodes).describe('For programs.'),
        kind: z.string().describe('What kind of failure it is.'),
        message: z.string().describe('For people.'),
        hint: z.string().optional().describe('What to do about it.'),
        errors: z.array(z.record(z.string(), z.unknown())).optional().describe('Each fault within it.'),
      })
      .optional()
      .describe('Why it failed.'),
  })
  .meta({ id: 'SyncOutcome' });

export const syncConfigs = defineOperation<Services>()({
  name: 'sync_configs',
  summary: 'Deploy one profile to several clients.',
  description:
    "Deploys the same profile to each of the clients that are named, or to all that are installed here. Each deploys its own latest release of the profile. With from, all shall have what that client's latest release holds: it is translated into the profile of each other client, in place of what that held, published and deployed; what a client cannot hold is listed. One client's failure stops none of the rest.",
  permission: 'config:deploy',
  effect: 'destructive',
  reach: 'own',
  http: 'POST /v1/sync',
  mcp: false,
  input: z.strictObject({
    profile_id: profileId,
    clients: z.array(identifierSchema).min(1).max(100).optional().describe('The clients to deploy to.'),
    installed: z
      .boolean()
      .optional()
      .describe('All that are installed here: with from every one, else those that have a release of it.'),
    from: identifierSchema
      .optional()
      .describe('The client whose release all shall hold. Needs config:draft and config:publish too.'),
    dry_run: z
      .boolean()
      .optional()
      .describe(
        'Answer the plans, those of releases yet to be published too, and publish and write nothing.',
      ),
    force: force.describe(
      "Take the release's entries where a file's differ, and go over changes of drafts that were not published.",
    ),
    project_dir: projectDir,
    inline_secrets: z
      .boolean()
      .optional()
      .describe('Where a client cannot refer to the environment, write the values into its file.'),
  }),
  output: z
    .object({
      status: z
        .enum(['synced', 'partial', 'failed'])
        .describe('Whether all clients, some or none could be deployed to.'),
      profile_id: z.string().describe('The profile.'),
      outcomes: z.array(outcome).describe('Client by client, in the order in which they were named.'),
      failed_count: z.int().describe('How many failed.'),
    })
    .meta({ id: 'Sync' }),
  errors: ['client_not_found', 'config_not_found', 'release_unverified'],
  async run(services, input, call) {
    const { principal } = call;
    if (input.from !== undefined) {
      requirePermission(principal, 'config:draft');
      requirePermission(principal, 'config:publish');
      findClient(input.from);
      requireReach(principal, { client_id: input.from, profile_id: input.profile_id });
    }
    const clients = await chosenClients(services, input, principal);
    const outcomes = await syncClients(services, { ...input, clients }, call);
    const failed_count = outcomes.filter(({ status }) => status === 'failed').length;
    return {
      status: statusOf(failed_count, outcomes.length),
      profile_id: input.profile_id,
      outcomes: outcomes.map(toOutput),
      failed_count,
    };
  },
});

function toOutput({ error, ...rest }: SyncOutcome) {
  if (error === undefined) return rest;
  const { errors, ...report } = error;
  const faults = errors?.map((fault) => ({ ...fault }));
  return { ...rest, error: faults === undefined ? report : { ...report, errors: faults } };
}

interface Choice {
  readonly profile_id: string;
  readonly clients?: string[] | undefined;
  readonly installed?: boolean | undefined;
  readonly from?: string | undefined;
}

async function chosenClients(
  services: Services,
  { profile_id, clients, installed = false, from }: Choice,
  principal: Principal,
): Promise<string[]> {
  if ((clients !== undefined) === installed) {
    throw invalidField('clients', 'Name the clients, or choose all that are installed; one of the two.');
  }
  if (clients !== undefined) return clients;
  const here = (await discoverClients(services, principal)).filter(
    ({ installed, client_id }) => installed && mayReach(principal, { client_id, profile_id }),
  );
  const ids = here.map(({ client_id }) => client_id);
  if (from !== undefined) return ids;
  const released = new Set(
    (await services.stores.releases.profiles())
      .filter((profile) => profile.profile_id === profile_id)
      .map(({ client_id }) => client_id),
  );
  return ids.filter((id) => released.has(id));
}

function statusOf(failed: number, all: number): 'synced' | 'partial' | 'failed' {
  if (failed === 0) return 'synced';
  return failed < all ? 'partial' : 'failed';
}
