import { z } from 'zod';
import { readDraft } from '../drafts/draft.js';
import { showDraft } from '../drafts/show-draft.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { draftOutput } from './draft-output.js';
import { profileKey } from './fields.js';

export const viewDraftConfig = defineOperation<Services>()({
  name: 'view_draft_config',
  summary: 'Show the draft of a profile.',
  description:
    'Shows the working copy of a client profile: the servers that would be published next. An empty draft where there is none yet. Use it before publish_config to check what will be signed.',
  permission: 'config:read',
  effect: 'read',
  repeatable: true,
  http: 'GET /v1/config/{client_id}/{profile_id}/draft',
  mcp: true,
  input: z.strictObject(profileKey),
  output: z.object(draftOutput).meta({ id: 'Draft' }),
  errors: ['client_not_found'],
  async run({ stores }, input) {
    findClient(input.client_id);
    return showDraft(stores, await readDraft(stores, input));
  },
});
