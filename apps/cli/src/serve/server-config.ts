import { ROLES, type Role } from '@mcp-orchestration/core';
import { z } from 'zod';
import { LOG_LEVELS } from './log-level.js';

const text = z.string().min(1).max(4_096);
const texts = z.array(text).max(100).default([]);
const address = z.url({ protocol: /^https?$/ });

/** Every setting of the server: in the config file under these names, as flags, and in the environment. */
export const serverConfigSchema = z
  .strictObject({
    host: text.default('127.0.0.1').describe('The address to listen on; 0.0.0.0 for every one.'),
    port: z.int().min(0).max(65_535).default(8000).describe('The port; 0 takes a free one.'),
    log_level: z.enum(LOG_LEVELS).default('info').describe('How much is logged on stderr.'),
    log_format: z
      .enum(['auto', 'json', 'pretty'])
      .default('auto')
      .describe('Lines of JSON, or for people; auto: for people at a terminal.'),
    cors_origins: texts.describe(
      'Origins that browsers may call from; any, without credentials, unless given.',
    ),
    allowed_hosts: texts.describe('Further names of this server: behind a proxy.'),
    allow_targets: texts.describe('Folders under which callers may name files.'),
    trust_proxy: z
      .boolean()
      .default(false)
      .describe('Take the address of a caller from X-Forwarded-For, as the last proxy wrote it.'),
    rate_limit: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('Requests that one principal, or one address without credentials, may send in a minute.'),
    api_key: z.string().min(1).optional().describe('The value of X-API-Key, of at least 32 characters.'),
    api_key_file: text.optional().describe('The file that holds it.'),
    api_key_role: z
      .enum(Object.keys(ROLES) as [Role, ...Role[]])
      .default('deployer')
      .describe('What the API key may do.'),
    oidc_issuer: address.optional().describe('The identity provider whose access tokens are taken.'),
    oidc_audience: text.optional().describe('The audience that such a token must name: this server.'),
    oidc_max_age: z
      .int()
      .min(1)
      .max(86_400)
      .default(3_600)
      .describe('Seconds after its issue from which on such a token is refused, whatever its end.'),
    watch_drift: z
      .boolean()
      .default(false)
      .describe("Watch the clients' files of this machine, and send drift.detected to /v1/events."),
  })
  .refine(({ api_key, api_key_file }) => api_key === undefined || api_key_file === undefined, {
    path: ['api_key_file'],
    message: 'The API key is given twice: by itself, and as a file.',
  })
  .refine((config) => (config.oidc_issuer === undefined) === (config.oidc_audience === undefined), {
    path: ['oidc_audience'],
    message: 'An issuer and an audience go together.',
  });

/** The settings of a server. */
export type ServerConfig = z.output<typeof serverConfigSchema>;

/** The name of a setting. */
export type Setting = keyof ServerConfig;

/** The names of all settings. */
export const SETTINGS = Object.keys(serverConfigSchema.shape) as Setting[];

/** The settings as they may be shown. */
export function maskConfig(config: ServerConfig): ServerConfig {
  return config.api_key === undefined ? config : { ...config, api_key: '********' };
}
