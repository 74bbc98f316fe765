import { z } from 'zod';
import { changeDraft } from '../drafts/draft.js';
import { showDraft } from '../drafts/show-draft.js';
import { OrchestrationError } from '../errors.js';
import { invalidField } from '../invalid-field.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { draftOutput } from './draft-output.js';
import { expectedRevision, profileKey } from './fields.js';

export const removeServerFromConfig = defineOperation<Services>()({
  name: 'remove_server_from_config',
  summary: 'Take a server out of the draft of a profile.',
  description:
    'Takes one server out of the working copy, by its name in the draft (see view_draft_config). The client keeps it until the next publish_config and deploy_config.',
  permission: 'config:draft',
  effect: 'destructive',
  http: 'POST /v1/config/{client_id}/{profile_id}/draft/remove',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    server_name: z.string().optional().describe("The entry's name in the draft."),
    server_id: z.string().optional().describe('The same as server_name, as the first version called it.'),
    revision: expectedRevision,
  }),
  output: z
    .object({
      status: z.literal('removed').describe('The draft does not hold it any more.'),
      server_name: z.string().describe('Its name in the draft.'),
      ...draftOutput,
    })
    .meta({ id: 'RemovedServer' }),
  errors: ['client_not_found', 'server_not_found'],
  async run(services, input) {
    findClient(input.client_id);
    const name = requireName(input);
    const draft = await changeDraft(services, {
      key: input,
      revision: input.revision,
      change: ({ payload }) => {
        const { [name]: removed, ...rest } = payload.mcpServers;
        if (removed === undefined || !Object.hasOwn(payload.mcpServers, name)) {
          throw new OrchestrationError('server_not_found', {
            message: `The draft has no server named ${JSON.stringify(name)}.`,
            hint: 'See the names with: mcp-orchestration draft show',
          });
        }
        return { payload: { mcpServers: rest }, detail: { server_name: name } };
      },
    });
    return { status: 'removed' as const, server_name: name, ...(await showDraft(services.stores, draft)) };
  },
});

function requireName(input: { server_name?: string | undefined; server_id?: string | undefined }): string {
  const name = input.server_name ?? input.server_id;
  if (name !== undefined) return name;
  throw invalidField('server_name', 'This field is required.');
}
