import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../json.js';
import { jsonValueSchema } from '../json-value.js';
import { findProtoKey } from '../proto-key.js';
import { replaceEnvReferences } from './env-reference.js';
import { isPassable } from './passable-text.js';
import type { Payload, RemoteEntry, ServerEntry, StdioEntry } from './server-entry.js';
import { UNSAFE_CHARACTERS } from './unsafe-characters.js';

const RESERVED_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The name of a server within a payload: any script, but nothing that deceives or that JavaScript treats specially. */
export const serverNameSchema = z
  .string()
  .min(1, 'A server needs a name.')
  .max(128, 'A server name has at most 128 characters.')
  .refine((name) => !UNSAFE_CHARACTERS.test(name), 'A server name holds no control or invisible characters.')
  .refine((name) => name.trim() === name, 'A server name neither begins nor ends with a blank.')
  .refine((name) => !RESERVED_NAMES.has(name), 'This name is reserved.');

const text = (maximum: number) =>
  z.string().max(maximum).refine(isPassable, 'NUL and halves of characters cannot be passed on.');

/** Says what is wrong with a key, where zod itself only says that it is. */
const nameTheFault: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;

const envSchema = z.record(
  z
    .string()
    .min(1, 'An environment variable needs a name.')
    .max(256)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for.
    .regex(/^[^=\s\u0000-\u001f]+$/, 'The name of an environment variable holds neither "=" nor blanks.'),
  text(65_536),
  { error: nameTheFault },
);

const headersSchema = z.record(
  z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/, 'This is no name of an HTTP header.'),
  z
    .string()
    .max(65_536)
    .regex(/^[^\r\n\0]*$/, 'The value of a header is one line.'),
  { error: nameTheFault },
);

function isHttpUrl(url: string): boolean {
  const filled = replaceEnvReferences(url, () => 'x');
  return /^https?:\/\//i.test(filled) && URL.canParse(filled);
}

const common = {
  enabled: z.boolean().exactOptional(),
  extra: z.record(z.string(), jsonValueSchema).exactOptional(),
};

/** Schema of {@link StdioEntry}. */
export const stdioEntrySchema: z.ZodType<StdioEntry> = z.strictObject({
  command: text(4096).min(1, 'The command is empty.'),
  args: z.array(text(65_536)).max(1024).exactOptional(),
  env: envSchema.exactOptional(),
  cwd: text(4096).min(1, 'The working directory is empty.').exactOptional(),
  ...common,
});

/** Schema of {@link RemoteEntry}. */
export const remoteEntrySchema: z.ZodType<RemoteEntry> = z.strictObject({
  type: z.enum(['http', 'sse']),
  url: z.string().max(4096).refine(isHttpUrl, 'The url begins with http:// or https:// and is well formed.'),
  headers: headersSchema.exactOptional(),
  ...common,
});

type Issues = { readonly issues: z.core.$ZodRawIssue[]; readonly value: unknown };

function refuse(context: Issues, issue: { message: string; path?: readonly PropertyKey[] }): void {
  context.issues.push({
    code: 'custom',
    input: context.value,
    message: issue.message,
    path: [...(issue.path ?? [])],
  });
}

/** Drop `type: "stdio"` beside a command, and read a url without a type as HTTP: both are common in the wild. */
function spellCanonically(value: JsonObject): unknown {
  if ('command' in value && value.type === 'stdio') {
    const { type: _said, ...rest } = value;
    return rest;
  }
  return 'url' in value && !('type' in value) ? { type: 'http', ...value } : value;
}

function shapeFault(value: JsonObject): string | undefined {
  const hasCommand = 'command' in value;
  const hasUrl = 'url' in value;
  if (hasCommand && hasUrl)
    return 'An entry has either a command (started here) or a url (reached over the network), not both.';
  if (!hasCommand && !hasUrl) return 'An entry needs a command, or a url with its type ("http" or "sse").';
  if (hasCommand && value.type !== undefined && value.type !== 'stdio')
    return 'An entry with a command takes no type: it is stdio.';
  return undefined;
}

/** Report the faults of the one shape that is meant; a union alone would only say that neither fits. */
function readEntry(value: unknown, context: Issues): unknown {
  const proto = findProtoKey(value);
  if (proto !== undefined) refuse(context, { message: 'The key "__proto__" is refused.', path: proto });
  if (!isJsonObject(value)) return value;
  const fault = shapeFault(value);
  if (fault !== undefined) refuse(context, { message: fault });
  if (context.issues.length > 0) return value;
  const canonical = spellCanonically(value);
  const schema = 'command' in value ? stdioEntrySchema : remoteEntrySchema;
  for (const issue of schema.safeParse(canonical).error?.issues ?? []) {
    refuse(context, { message: issue.message, path: issue.path });
  }
  return canonical;
}

/** Schema of {@link ServerEntry}. Parsing spells an entry canonically; a canonical one comes back as it is. */
export const serverEntrySchema: z.ZodType<ServerEntry> = z
  .preprocess(readEntry, z.union([stdioEntrySchema, remoteEntrySchema]))
  .meta({ id: 'ServerEntry' });

/** Schema of {@link Payload}. */
export const payloadSchema: z.ZodType<Payload> = z
  .preprocess(
    (value, context) => {
      const proto = findProtoKey(value);
      if (proto !== undefined) refuse(context, { message: 'The key "__proto__" is refused.', path: proto });
      return value;
    },
    z.strictObject({ mcpServers: z.record(serverNameSchema, serverEntrySchema, { error: nameTheFault }) }),
  )
  .meta({ id: 'Payload' });
