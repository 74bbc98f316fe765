import { z } from 'zod';
import { lineSchema } from './text-schemas.js';

const parameterValueSchema = z.union([
  z.string().max(4096),
  z.number(),
  z.boolean(),
  z.array(z.string().max(4096)).max(256),
]);

/** What a parameter of a server may be set to. */
export type ParameterValue = z.infer<typeof parameterValueSchema>;

/** Schema of {@link ServerParameter}. */
export const serverParameterSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'The name of a parameter is a lower-case word.'),
  type: z.enum(['string', 'path', 'url', 'number', 'boolean', 'string_list']),
  description: lineSchema(500),
  required: z.boolean(),
  default: parameterValueSchema.exactOptional(),
  example: parameterValueSchema.exactOptional(),
});

/** One thing that the user chooses when adding a server: it fills a `{name}` of the transport. */
export type ServerParameter = z.infer<typeof serverParameterSchema>;
