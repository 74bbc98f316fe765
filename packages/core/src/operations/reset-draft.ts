import { z } from 'zod';
import { changeDraft } from '../drafts/draft.js';
import { showDraft } from '../drafts/show-draft.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { findRelease } from '../signing/find-release.js';
import { requireVerified } from '../signing/verify-release.js';
import { draftOutput } from './draft-output.js';
import { expectedRevision, profileKey, version } from './fields.js';

export const resetDraft = defineOperation<Services>()({
  name: 'reset_draft',
  summary: 'Start the draft of a profile again from a release.',
  description:
    'Puts what a release holds (the latest one unless version names another) in place of the working copy, and lets the next publish follow the latest release.',
  permission: 'config:draft',
  effect: 'destructive',
  http: 'POST /v1/config/{client_id}/{profile_id}/draft/reset',
  mcp: false,
  input: z.strictObject({ ...profileKey, version: version.optional(), revision: expectedRevision }),
  output: z.object(draftOutput).meta({ id: 'Draft' }),
  errors: ['client_not_found', 'config_not_found', 'release_not_found', 'release_unverified'],
  async run(services, input) {
    findClient(input.client_id);
    const release = await findRelease(services.stores, input);
    const { payload } = await requireVerified(services.stores, release);
    const draft = await changeDraft(services, {
      key: input,
      revision: input.revision,
      change: async (_draft, stores) => {
        const latest = await stores.releases.latest(input);
        return {
          payload,
          base_version: latest?.version ?? release.version,
          detail: { version: release.version },
        };
      },
    });
    return showDraft(services.stores, draft);
  },
});
