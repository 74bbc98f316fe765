import { z } from 'zod';

const envVar = z.object({
  name: z.string(),
  description: z.string(),
  secret: z.boolean(),
  default: z.string().optional(),
  example: z.string().optional(),
});

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** The output of describe_server, and of register_server. */
export const serverDescription = z
  .object({
    server_id: z.string(),
    display_name: z.string(),
    description: z.string(),
    transport: z.object({
      type: z.enum(['stdio', 'http', 'sse']),
      command: z.string().optional(),
      args: z.array(z.string()).optional(),
      url: z.string().optional(),
      headers: z.record(z.string(), z.string()).optional(),
      auth_type: z.string().optional(),
      note: z.string().optional(),
    }),
    parameters: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        description: z.string(),
        required: z.boolean(),
        default: value.nullable(),
        example: value.nullable(),
      }),
    ),
    env_vars: z.object({ required: z.array(envVar), optional: z.array(envVar) }),
    npm_package: z.string().nullable(),
    pypi_package: z.string().nullable(),
    version: z.string().nullable().describe('The version that is pinned.'),
    installation: z.string(),
    documentation_url: z.string().nullable(),
    tags: z.array(z.string()),
    usage_example: z.string(),
  })
  .meta({ id: 'ServerDescription' });
