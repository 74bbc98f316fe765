import { z } from 'zod';

/** A change that a deployment makes, or would make, to one entry. */
export const changeSchema = z
  .object({
    kind: z.literal('input').optional().describe('The definition of an input; absent: a server.'),
    name: z.string().describe("The entry's name in the file."),
    action: z
      .enum(['add', 'update', 'remove', 'keep', 'adopt', 'restore', 'conflict'])
      .describe('What is done with it; keep: nothing, adopt: it was there and is equal.'),
    reason: z.string().optional().describe('Why, where that needs saying.'),
  })
  .meta({ id: 'EntryChange' });
