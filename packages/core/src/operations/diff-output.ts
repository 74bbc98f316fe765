import { z } from 'zod';
import { jsonValueSchema } from '../json-value.js';

/** The output of diff_config. */
export const diffOutput = z
  .object({
    status: z
      .enum(['up-to-date', 'outdated', 'diverged', 'unknown'])
      .describe('outdated: the published one has more or other; diverged: the local one has servers of its own.'),
    local_artifact_id: z.string().nullable(),
    remote_artifact_id: z.string().nullable(),
    diff: z.object({
      servers_added: z.array(z.string()),
      servers_removed: z.array(z.string()),
      servers_modified: z.array(
        z.object({
          server_id: z.string(),
          changes: z.array(z.object({ path: z.string(), old_value: jsonValueSchema, new_value: jsonValueSchema })),
        }),
      ),
      servers_unchanged: z.array(z.string()),
    }),
    summary: z.object({
      total_changes: z.int(),
      added_count: z.int(),
      removed_count: z.int(),
      modified_count: z.int(),
    }),
    recommendation: z.string(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    modified: z.array(z.string()),
  })
  .meta({ id: 'ConfigDiff' });
