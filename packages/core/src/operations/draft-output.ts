import { z } from 'zod';
import { payloadSchema } from '../registry/server-entry-schema.js';
import { profileKeyOutput, revision, timestamp } from './fields.js';

/** The fields by which a draft is shown. */
export const draftOutput = {
  ...profileKeyOutput,
  draft: payloadSchema.describe('The servers, by name.'),
  servers: z.array(z.string()).describe('The names in the draft.'),
  server_count: z.int().describe('How many servers the draft holds.'),
  revision,
  base_version: z.int().nullable().describe('The release that the draft began from.'),
  updated_at: timestamp.nullable().describe('When the draft was changed last; null where there is none.'),
};
