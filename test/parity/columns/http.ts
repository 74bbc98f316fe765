import { ERRORS, type ErrorCode, HTTP_STATUS } from '@mcp-orchestration/core';
import type { Column, Outcome } from '../column.js';
import type { Fields } from '../parity-case.js';
import { operationOf } from '../product.js';
import { serveProduct } from '../serve-product.js';

/** A server that listens, and requests with the caller's bearer token. */
export const http: Column = {
  async open({ user, parityCase, token }) {
    const { url, close } = await serveProduct({ user, parityCase });
    return {
      call: async (name, input) => toOutcome(await fetch(toRequest(name, { input, token, url }))),
      close,
    };
  },
};

/** The address takes what it names; the query the rest of a GET or DELETE, the body the rest of a POST. */
function toRequest(
  name: string,
  { input, token, url }: { input: Fields; token: string; url: string },
): Request {
  const [method = '', address = ''] = operationOf(name).http.split(' ');
  const rest: Record<string, unknown> = { ...input };
  const path = address.replaceAll(/\{(\w+)\}/g, (_all, field: string) => {
    const value = rest[field] ?? { client_id: 'claude-desktop', profile_id: 'default' }[field];
    delete rest[field];
    return encodeURIComponent(String(value));
  });
  const authorization = `Bearer ${token}`;
  if (method === 'POST') {
    const headers = { authorization, 'content-type': 'application/json' };
    return new Request(url + path, { method, headers, body: JSON.stringify(rest) });
  }
  const query = new URLSearchParams(
    Object.entries(rest).map(([field, value]): [string, string] => [field, String(value)]),
  );
  return new Request(`${url}${path}?${query}`, { method, headers: { authorization } });
}

async function toOutcome(response: Response): Promise<Outcome> {
  const data = (await response.json()) as Record<string, unknown>;
  if (response.ok) return { output: data };
  const code = data.code as ErrorCode;
  const { kind } = ERRORS[code];
  const stated = { status: data.status, title: data.title, type: response.headers.get('content-type') };
  const promised = {
    status: HTTP_STATUS[kind],
    title: ERRORS[code].message,
    type: 'application/problem+json',
  };
  if (JSON.stringify(stated) !== JSON.stringify(promised) || response.status !== HTTP_STATUS[kind]) {
    throw new Error(`A problem is not as promised: ${response.status} ${JSON.stringify(stated)}`);
  }
  const { detail, hint, errors } = data as { detail: string; hint?: string; errors?: Fields[] };
  return {
    error: {
      code,
      kind,
      message: detail,
      ...(hint === undefined ? {} : { hint }),
      ...(errors === undefined ? {} : { errors }),
    },
  };
}
