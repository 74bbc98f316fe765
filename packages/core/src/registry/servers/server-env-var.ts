import { z } from 'zod';
import { ENV_NAME_SOURCE } from '../env-reference.js';
import { lineSchema } from './text-schemas.js';

/** Schema of {@link ServerEnvVar}. */
export const serverEnvVarSchema = z.strictObject({
  name: z
    .string()
    .max(128)
    .regex(new RegExp(`^${ENV_NAME_SOURCE}$`), 'This is no name of a variable.'),
  description: lineSchema(500),
  required: z.boolean(),
  /** Whether its value must never be stored or shown. */
  secret: z.boolean(),
  default: lineSchema(4096).exactOptional(),
  example: lineSchema(4096).exactOptional(),
});

/** One environment variable that a server reads, or that a header of a remote server refers to. */
export type ServerEnvVar = z.infer<typeof serverEnvVarSchema>;
