import { z } from 'zod';
import { changeDraft } from '../drafts/draft.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { expectedRevision, profileKey, profileKeyOutput, revision } from './fields.js';

export const clearDraftConfig = defineOperation<Services>()({
  name: 'clear_draft_config',
  summary: 'Take every server out of the draft of a profile.',
  description:
    'Empties the working copy. Releases and deployed files stay as they are. To start again from a release, use reset_draft instead.',
  permission: 'config:draft',
  effect: 'destructive',
  http: 'DELETE /v1/config/{client_id}/{profile_id}/draft',
  mcp: true,
  input: z.strictObject({ ...profileKey, revision: expectedRevision }),
  output: z
    .object({
      status: z.literal('cleared').describe('The draft is empty now.'),
      ...profileKeyOutput,
      previous_count: z.int().describe('How many servers it held.'),
      revision,
    })
    .meta({ id: 'ClearedDraft' }),
  errors: ['client_not_found'],
  async run(services, input) {
    findClient(input.client_id);
    let previous = 0;
    const draft = await changeDraft(services, {
      key: input,
      revision: input.revision,
      change: async ({ payload }, stores) => {
        previous = Object.keys(payload.mcpServers).length;
        const latest = await stores.releases.latest(input);
        return {
          payload: { mcpServers: {} },
          base_version: latest?.version ?? null,
          detail: { previous_count: previous },
        };
      },
    });
    return {
      status: 'cleared' as const,
      client_id: draft.client_id,
      profile_id: draft.profile_id,
      previous_count: previous,
      revision: draft.revision,
    };
  },
});
