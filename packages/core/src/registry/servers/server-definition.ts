import { z } from 'zod';
import { definitionFaults } from './definition-faults.js';
import { serverEnvVarSchema } from './server-env-var.js';
import { serverParameterSchema } from './server-parameter.js';
import { serverTransportSchema } from './server-transport.js';
import { lineSchema, webAddressSchema } from './text-schemas.js';

/** `name`, or one slash as in the public registry: `io.github.user/name`. */
const SERVER_ID =
  /^(?!.*\.\.)[a-z0-9][a-z0-9._-]{0,63}$|^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9.-]{0,126}\/[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/;

/** The id of a server of the catalogue. `registry` alone is kept for the catalogue's own address. */
export const serverIdSchema = z
  .string()
  .regex(SERVER_ID, 'A server id is a lower-case word, or of the form "io.github.user/name".')
  .refine((id) => id !== 'registry', 'The id "registry" is reserved.');

/** Where and when what a definition says was last looked up. */
const checkedSchema = z.strictObject({
  source: z.enum(['npm', 'pypi', 'documentation']),
  at: z.iso.date(),
});

const packageName = (pattern: RegExp) => z.string().max(214).regex(pattern, 'This is no name of a package.');

/** Schema of {@link ServerDefinition}: of the bundled catalogue, and of what users register. */
export const serverDefinitionSchema = z
  .strictObject({
    server_id: serverIdSchema,
    display_name: lineSchema(80),
    description: lineSchema(500),
    transport: serverTransportSchema,
    parameters: z.array(serverParameterSchema).max(32).default([]),
    env_vars: z.array(serverEnvVarSchema).max(64).default([]),
    npm_package: packageName(/^(@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/).exactOptional(),
    pypi_package: packageName(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/).exactOptional(),
    /** The version that the arguments pin. */
    version: lineSchema(64).exactOptional(),
    /** What must be there before the server can start. */
    installation: lineSchema(1000).exactOptional(),
    documentation_url: webAddressSchema.exactOptional(),
    tags: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/))
      .max(16)
      .default([]),
    checked: checkedSchema.exactOptional(),
  })
  .superRefine((definition, context) => {
    for (const { message, path } of definitionFaults(definition)) {
      context.addIssue({ code: 'custom', message, path: [...path] });
    }
  })
  .meta({ id: 'ServerDefinition' });

/** A server that can be added to a configuration: how it is started or reached, and what it needs to be told. */
export type ServerDefinition = z.output<typeof serverDefinitionSchema>;
