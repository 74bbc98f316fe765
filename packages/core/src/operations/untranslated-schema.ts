import { z } from 'zod';

/** What of a server another client cannot hold. */
export const untranslatedSchema = z
  .object({
    name: z.string().describe("The server's name."),
    field: z.string().optional().describe('Where in its entry: a dotted path.'),
    reason: z.string().describe('Why it stayed behind.'),
  })
  .meta({ id: 'Untranslated' });
