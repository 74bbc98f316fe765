import { z } from 'zod';
import { lineSchema, webAddressSchema } from './text-schemas.js';

const stdioTransportSchema = z.strictObject({
  type: z.literal('stdio'),
  command: lineSchema(4096),
  /** May hold placeholders: `{name}` of a parameter. */
  args: z.array(lineSchema(4096)).max(128),
});

const remoteTransportSchema = z.strictObject({
  type: z.enum(['http', 'sse']),
  /** May hold placeholders: `{name}` of a parameter. */
  url: z.union([webAddressSchema, z.string().regex(/^\{[a-z][a-z0-9_]*\}\S*$/)]),
  /** Values refer to secrets as `${env:NAME}`. */
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,128}$/), lineSchema(4096)).exactOptional(),
  auth_type: z.enum(['none', 'oauth', 'bearer', 'header']).exactOptional(),
  note: lineSchema(1000).exactOptional(),
});

/** Schema of {@link ServerTransport}. */
export const serverTransportSchema = z.discriminatedUnion('type', [
  stdioTransportSchema,
  remoteTransportSchema,
]);

/** How a server is started here. */
export type StdioTransport = z.infer<typeof stdioTransportSchema>;

/** How a server is reached over the network. */
export type RemoteTransport = z.infer<typeof remoteTransportSchema>;

/** How a server is started or reached. */
export type ServerTransport = StdioTransport | RemoteTransport;
