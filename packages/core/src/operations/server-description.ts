import { z } from 'zod';

const envVar = z.object({
  name: z.string().describe('The variable.'),
  description: z.string().describe('What it is for.'),
  secret: z.boolean().describe('Whether it is to be given as a reference.'),
  default: z.string().optional().describe('What the server takes without it.'),
  example: z.string().optional().describe('What one looks like.'),
});

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** The output of describe_server, and of register_server. */
export const serverDescription = z
  .object({
    server_id: z.string().describe('Names it in add_server_to_config.'),
    display_name: z.string().describe('Its name for people.'),
    description: z.string().describe('What it does.'),
    transport: z
      .object({
        type: z.enum(['stdio', 'http', 'sse']).describe('How it is reached.'),
        command: z.string().optional().describe('What the client starts.'),
        args: z.array(z.string()).optional().describe('Its arguments, with {parameters}.'),
        url: z.string().optional().describe('Where it is, with {parameters}.'),
        headers: z.record(z.string(), z.string()).optional().describe('What is sent along.'),
        auth_type: z.string().optional().describe('How it knows its users.'),
        note: z.string().optional().describe('What else there is to know.'),
      })
      .describe('How it is started or reached.'),
    parameters: z
      .array(
        z.object({
          name: z.string().describe('The name under params.'),
          type: z.string().describe('string, path, url, number, boolean or string_list.'),
          description: z.string().describe('What it is for.'),
          required: z.boolean().describe('Whether it must be given.'),
          default: value.nullable().describe('What is taken without it; null: nothing.'),
          example: value.nullable().describe('What one looks like.'),
        }),
      )
      .describe('What add_server_to_config takes as params.'),
    env_vars: z
      .object({
        required: z.array(envVar).describe('Those it cannot do without.'),
        optional: z.array(envVar).describe('The others.'),
      })
      .describe('What it reads from its environment.'),
    npm_package: z.string().nullable().describe('null where it is none of npm.'),
    pypi_package: z.string().nullable().describe('null where it is none of PyPI.'),
    version: z.string().nullable().describe('The version that is pinned.'),
    installation: z.string().describe('What has to be there before.'),
    documentation_url: z.string().nullable().describe('Where to read more.'),
    tags: z.array(z.string()).describe('What it is about.'),
    usage_example: z.string().describe('A call that adds it.'),
  })
  .meta({ id: 'ServerDescription' });
