import { type Invoke, parseStrictJson } from '@mcp-orchestration/core';
import type { Handler } from 'hono';
import type { AppEnv, AppParts } from './app-parts.js';
import { readJsonText } from './read-body.js';

/** Make the handler of `/mcp`. Its JSON is held to the same rules as everywhere; the protocol's own are the adapter's. */
export function answerMcp(mcp: NonNullable<AppParts['mcp']>, invoke: Invoke): Handler<AppEnv> {
  return async (context) => {
    const text = await readJsonText(context);
    if (text !== '') parseStrictJson(text);
    const { url, headers, signal } = context.req.raw;
    const request = new Request(url, { method: 'POST', headers, body: text, signal });
    return mcp(request, context.get('principal'), invoke);
  };
}
