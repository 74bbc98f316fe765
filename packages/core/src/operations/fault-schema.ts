import { z } from 'zod';

/** One fault found by validation. */
export const faultSchema = z
  .object({
    code: z.string().describe('What is wrong, for programs: LITERAL_SECRET, MISSING_COMMAND …'),
    message: z.string().describe('What is wrong, for people.'),
    severity: z.enum(['error', 'warning']).describe('Errors stop a release, warnings do not.'),
    server: z.string().optional().describe('Which server of the draft.'),
    field: z.string().optional().describe('Where in its entry: a dotted path.'),
  })
  .meta({ id: 'ValidationFault' });
