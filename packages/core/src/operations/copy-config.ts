import { z } from 'zod';
import { copyServers } from '../drafts/copy-servers.js';
import { showDraft } from '../drafts/show-draft.js';
import { identifierSchema } from '../identifier.js';
import { invalidField } from '../invalid-field.js';
import { requireReach } from '../invoke.js';
import { jsonEqual } from '../json.js';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { draftOutput } from './draft-output.js';
import { expectedRevision, profileKey } from './fields.js';
import { untranslatedSchema } from './untranslated-schema.js';

export const copyConfig = defineOperation<Services>()({
  name: 'copy_config',
  summary: "Copy a profile's servers into the draft of another client.",
  description:
    "Takes the servers of one client's profile (its draft, else its latest release) into the draft of another client, beside what that holds. Shapes and references are translated when it is deployed; what the other client cannot hold is left out and listed, with the reason. Next: validate_config and publish_config of the other client.",
  permission: 'config:draft',
  effect: 'write',
  http: 'POST /v1/config/{client_id}/{profile_id}/copy',
  mcp: false,
  input: z.strictObject({
    ...profileKey,
    to_client_id: identifierSchema.describe('The client whose draft they go into.'),
    to_profile_id: identifierSchema.optional().describe('Its profile; one of the same name unless given.'),
    replace: z
      .boolean()
      .optional()
      .describe('Put copied servers in the place of others of the same name, which are skipped otherwise.'),
    revision: expectedRevision,
  }),
  output: z
    .object({
      status: z.literal('copied').describe('What could be copied is in the draft.'),
      copied: z.array(z.string()).describe('The names that came into the draft.'),
      untranslated: z.array(untranslatedSchema).describe('What the other client cannot hold.'),
      skipped: z
        .array(
          z.object({
            name: z.string().describe("The server's name."),
            reason: z.string().describe('Why it was not copied.'),
          }),
        )
        .describe('Servers that could be copied, and were not.'),
      ...draftOutput,
    })
    .meta({ id: 'CopiedConfig' }),
  errors: ['client_not_found', 'config_not_found', 'release_unverified'],
  async run(services, input, { principal }) {
    const { client_id, profile_id, to_client_id, to_profile_id = profile_id, replace, revision } = input;
    const to = { client_id: to_client_id, profile_id: to_profile_id };
    const from = { client_id, profile_id };
    requireReach(principal, to);
    if (jsonEqual(from, to)) throw invalidField('to_client_id', 'A profile is not copied onto itself.');
    const { draft, ...lists } = await copyServers(services, { from, to, replace, revision });
    return { status: 'copied' as const, ...lists, ...(await showDraft(services.stores, draft)) };
  },
});
