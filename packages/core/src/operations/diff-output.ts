import { z } from 'zod';
import { jsonValueSchema } from '../json-value.js';

/** The output of diff_config. */
export const diffOutput = z
  .object({
    status: z
      .enum(['up-to-date', 'outdated', 'diverged', 'unknown'])
      .describe(
        'outdated: the published one has more or other; diverged: the local one has servers of its own.',
      ),
    local_artifact_id: z.string().nullable().describe('SHA-256 of the local payload.'),
    remote_artifact_id: z.string().nullable().describe('SHA-256 of the one it is compared with.'),
    diff: z
      .object({
        servers_added: z.array(z.string()).describe('Names that only the other one has.'),
        servers_removed: z.array(z.string()).describe('Names that only the local one has.'),
        servers_modified: z
          .array(
            z.object({
              server_id: z.string().describe('The name of the server.'),
              changes: z
                .array(
                  z.object({
                    path: z.string().describe('A dotted path in its entry.'),
                    old_value: jsonValueSchema.describe('What the local one has; null where it has none.'),
                    new_value: jsonValueSchema.describe('What the other one has; null where it has none.'),
                  }),
                )
                .describe('Field by field.'),
            }),
          )
          .describe('Servers that both have, and not alike.'),
        servers_unchanged: z.array(z.string()).describe('Names that are equal in both.'),
      })
      .describe('Server by server.'),
    summary: z
      .object({
        total_changes: z.int().describe('All of them.'),
        added_count: z.int().describe('Servers added.'),
        removed_count: z.int().describe('Servers removed.'),
        modified_count: z.int().describe('Servers modified.'),
      })
      .describe('In numbers.'),
    recommendation: z.string().describe('What to do, in one sentence.'),
    added: z.array(z.string()).describe('The names added.'),
    removed: z.array(z.string()).describe('The names removed.'),
    modified: z.array(z.string()).describe('The names modified.'),
  })
  .meta({ id: 'ConfigDiff' });
