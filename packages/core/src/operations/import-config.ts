import { z } from 'zod';
import { importFile } from '../deploy/import-file.js';
import { importServers } from '../drafts/import-servers.js';
import { showDraft } from '../drafts/show-draft.js';
import { defineOperation } from '../operation.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { draftOutput } from './draft-output.js';
import { expectedRevision, filePath, profileKey, projectDir } from './fields.js';

export const importConfig = defineOperation<Services>()({
  name: 'import_config',
  summary: "Read a client's file into the draft of a profile.",
  description:
    "Reads the servers that a client's file holds now (its own file, one that is named, or text that is given) into the working copy, and says what could not be carried over. With extract_secrets literal secrets become references, and their values are kept in a file of the local user only.",
  permission: 'config:draft',
  effect: 'write',
  http: 'POST /v1/config/{client_id}/{profile_id}/draft/import',
  mcp: true,
  input: z.strictObject({
    ...profileKey,
    file: filePath.optional().describe("Read this file instead of the client's own."),
    project_dir: projectDir,
    text: z.string().max(1_000_000).optional().describe("The text of a file in the client's format."),
    extract_secrets: z.boolean().optional().describe('Replace literal secrets by references.'),
    revision: expectedRevision,
  }),
  output: z
    .object({
      status: z.literal('imported').describe('The servers are in the draft.'),
      imported: z.array(z.string()).describe('The names that came into the draft.'),
      skipped: z
        .array(
          z.object({
            name: z.string().describe("The server's name in the file."),
            reason: z.string().describe('Why it was left out.'),
          }),
        )
        .describe('Servers that could not be carried over.'),
      secrets_file: z.string().optional().describe('Where the values of extracted secrets were put, 0600.'),
      ...draftOutput,
    })
    .meta({ id: 'ImportedConfig' }),
  errors: [
    'client_not_found',
    'file_not_found',
    'no_config_location',
    'target_forbidden',
    'config_unreadable',
    'config_unwritable',
    'config_unparsable',
    'config_unsupported',
  ],
  async run(services, input, call) {
    findClient(input.client_id);
    const found = await importFile(services, input, call);
    const { draft, imported, skipped, secrets_file } = await importServers(
      services,
      { ...input, found },
      call,
    );
    return {
      status: 'imported' as const,
      imported,
      skipped,
      ...(secrets_file === undefined ? {} : { secrets_file }),
      ...(await showDraft(services.stores, draft)),
    };
  },
});
