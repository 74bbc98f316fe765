import type { IncomingMessage } from 'node:http';
import type { Principal } from '@mcp-orchestration/core';
import { hostnameOf } from '../middleware/loopback.js';

/** The headers of a request on which an answer may depend. The same object for requests that had the same ones. */
export interface QuestionHeaders {
  readonly host: string;
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
  readonly requestId: string | undefined;
  readonly origin: string;
  readonly ifNoneMatch: string;
}

/**
 * Read the headers that matter of a request.
 * @returns undefined where one of them is there twice, asks for a precondition, or names no host: what that means is not
 * decided here.
 */
export function readHeaders({ socket, rawHeaders }: IncomingMessage): QuestionHeaders | undefined {
  const last = LAST.get(socket);
  if (last !== undefined && areSame(last.raw, rawHeaders)) return last.headers;
  const headers = understand(rawHeaders);
  if (isShort(rawHeaders)) LAST.set(socket, { raw: rawHeaders, headers });
  return headers;
}

/** Names and values by turns, and what they say. */
interface ReadHeaders {
  readonly raw: readonly string[];
  readonly headers: QuestionHeaders | undefined;
}

/** What the request before had, of each connection: most send the same each time. */
const LAST = new WeakMap<object, ReadHeaders>();

/** How much is held for a connection, in characters. */
const HELD = 2_048;

function isShort(raw: readonly string[]): boolean {
  return raw.reduce((length, text) => length + text.length, 0) <= HELD;
}

function areSame(known: readonly string[], raw: readonly string[]): boolean {
  return known.length === raw.length && known.every((text, index) => text === raw[index]);
}

function understand(raw: readonly string[]): QuestionHeaders | undefined {
  const found = new Map<string, string>();
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    if (!NAMES.has(name)) continue;
    if (name === 'if-match' || found.has(name)) return undefined;
    found.set(name, raw[index + 1] ?? '');
  }
  const host = found.get('host') ?? '';
  // What is no plain name may hold part of the address that the app then answers.
  if (hostnameOf(host) === undefined) return undefined;
  return {
    host,
    authorization: found.get('authorization'),
    apiKey: found.get('x-api-key'),
    requestId: found.get('x-request-id'),
    origin: found.get('origin') ?? '',
    ifNoneMatch: found.get('if-none-match') ?? '',
  };
}

const NAMES = new Set([
  'host',
  'origin',
  'if-match',
  'x-api-key',
  'x-request-id',
  'authorization',
  'if-none-match',
]);

/** What is said of a caller again and again. */
interface Caller {
  /** What a principal may do, in one text: those who may do the same are given the same answers. */
  readonly reach: string;
  /** `kind:id`, for the records. */
  readonly name: string;
}

const CALLERS = new WeakMap<Principal, Caller>();

/** What is said of a principal; the same object for the same principal. */
export function callerOf(principal: Principal): Caller {
  const known = CALLERS.get(principal);
  if (known !== undefined) return known;
  const { permissions, clients = null, profiles = null, kind, id } = principal;
  const caller = { reach: JSON.stringify([permissions, clients, profiles]), name: `${kind}:${id}` };
  CALLERS.set(principal, caller);
  return caller;
}

/** What is asked of an address, beside the address: by whom, from where, and what the caller has already. */
export function questionOf(principal: Principal, { origin, ifNoneMatch }: QuestionHeaders): string {
  const { reach } = callerOf(principal);
  // Most ask no more, and a text that is there already is found sooner. None of the parts can hold a line break.
  return origin === '' && ifNoneMatch === '' ? reach : `${reach}\n${origin}\n${ifNoneMatch}`;
}
