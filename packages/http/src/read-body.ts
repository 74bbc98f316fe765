import { isJsonObject, type JsonObject, OrchestrationError, parseStrictJson } from '@mcp-orchestration/core';
import type { Context } from 'hono';

/** Largest body, in bytes. */
const MAXIMUM_BODY = 1_048_576;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * Read a JSON object from a request's body; an empty body is an empty object.
 * @throws OrchestrationError `body_too_large`, `unsupported_media_type`, `invalid_input`.
 */
export async function readBody(context: Context): Promise<JsonObject> {
  const text = await readJsonText(context);
  if (text === '') return {};
  const data = parseStrictJson(text);
  if (isJsonObject(data)) return data;
  throw new OrchestrationError('invalid_input', { message: 'The body is not a JSON object.' });
}

/**
 * Read the text of a body that must say it is JSON; an empty one need not say.
 * @throws OrchestrationError `body_too_large`, `unsupported_media_type`, `invalid_input` where it is not UTF-8.
 */
export async function readJsonText(context: Context): Promise<string> {
  const bytes = await readBytes(context);
  if (bytes.byteLength === 0) return '';
  if (!JSON_TYPE.test(context.req.header('content-type') ?? '')) {
    throw new OrchestrationError('unsupported_media_type');
  }
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new OrchestrationError('invalid_input', { message: 'The body is not UTF-8.' });
  }
}

/** A body that says it is too long is never touched, so that the connection stays good for the next request. */
async function readBytes({ req }: Context): Promise<ArrayBuffer | Uint8Array> {
  if (Number(req.header('content-length') ?? 0) > MAXIMUM_BODY)
    throw new OrchestrationError('body_too_large');
  return req.header('transfer-encoding') === undefined ? req.arrayBuffer() : readChunks(req.raw.body);
}

async function readChunks(body: Request['body']): Promise<Uint8Array> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) return Buffer.concat(chunks);
    size += read.value.byteLength;
    if (size > MAXIMUM_BODY) {
      void discard(reader);
      throw new OrchestrationError('body_too_large');
    }
    chunks.push(read.value);
  }
}

/** What is left has to be read for the answer to be seen; the server's time limits end it. */
async function discard(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  try {
    while ((await reader?.read())?.done === false);
  } catch {
    // The caller has gone.
  }
}
