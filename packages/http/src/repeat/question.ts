import type { IncomingMessage } from 'node:http';
import type { Principal } from '@mcp-orchestration/core';
import { callerOf } from '../caller.js';
import { hostnameOf } from '../middleware/loopback.js';

/** The headers that tell who asks, and from where. The same object for requests of a connection that had the same. */
export interface AskingHeaders {
  readonly host: string;
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
  readonly origin: string;
}

/** The headers of a request on which an answer may depend. */
export interface QuestionHeaders {
  readonly asking: AskingHeaders;
  readonly requestId: string | undefined;
  readonly ifNoneMatch: string;
}

/** What the headers of a connection's last request said: most of the next one's are the same. */
interface Reading {
  /** Names and values by turns. */
  readonly raw: readonly string[];
  /** undefined where the request was none that this can answer. */
  readonly asking: AskingHeaders | undefined;
  /** Where the values are on which `asking` does not depend; 0 where there is none. */
  readonly requestIdAt: number;
  readonly ifNoneMatchAt: number;
  /** Where the values are on which it depends. */
  readonly dependsOn: readonly number[];
}

const READINGS = new WeakMap<object, Reading>();

/** How much is held for a connection, in characters, and in names and values. */
const HELD = 2_048;
const MOST = 64;

/**
 * Read the headers that matter of a request.
 * @returns undefined where one of them is there twice, asks for a precondition, or names no host: what that means is not
 * decided here.
 */
export function readHeaders({ socket, rawHeaders }: IncomingMessage): QuestionHeaders | undefined {
  const last = READINGS.get(socket);
  const reading = last !== undefined && holdsFor(last, rawHeaders) ? last : read(rawHeaders);
  if (reading !== last && isShort(rawHeaders)) READINGS.set(socket, reading);
  const { asking, requestIdAt, ifNoneMatchAt } = reading;
  if (asking === undefined) return undefined;
  return {
    asking,
    requestId: requestIdAt === 0 ? undefined : rawHeaders[requestIdAt],
    ifNoneMatch: ifNoneMatchAt === 0 ? '' : (rawHeaders[ifNoneMatchAt] ?? ''),
  };
}

/** Whether headers have the same names in the same places, and the same values where that matters. */
function holdsFor({ raw, dependsOn }: Reading, rawHeaders: readonly string[]): boolean {
  if (raw.length !== rawHeaders.length) return false;
  for (let index = 0; index < raw.length; index += 2) {
    if (raw[index] !== rawHeaders[index]) return false;
  }
  return dependsOn.every((index) => raw[index] === rawHeaders[index]);
}

function isShort(raw: readonly string[]): boolean {
  return raw.length <= MOST && raw.reduce((length, text) => length + text.length, 0) <= HELD;
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

function read(raw: readonly string[]): Reading {
  const places = new Map<string, number>();
  let isPlain = true;
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    if (!NAMES.has(name)) continue;
    if (name === 'if-match' || places.has(name)) isPlain = false;
    places.set(name, index + 1);
  }
  const headerOf = (name: string): string | undefined => raw[places.get(name) ?? -1];
  const host = headerOf('host') ?? '';
  const dependsOn = ['host', 'origin', 'x-api-key', 'authorization'].flatMap(
    (name) => places.get(name) ?? [],
  );
  return {
    raw,
    dependsOn,
    requestIdAt: places.get('x-request-id') ?? 0,
    ifNoneMatchAt: places.get('if-none-match') ?? 0,
    // What is no plain name may hold part of the address that the app then answers.
    asking:
      isPlain && hostnameOf(host) !== undefined
        ? {
            host,
            authorization: headerOf('authorization'),
            apiKey: headerOf('x-api-key'),
            origin: headerOf('origin') ?? '',
          }
        : undefined,
  };
}

/** What is asked of an address, beside the address: by whom, from where, and what the caller has already. */
export function questionOf(principal: Principal, { asking, ifNoneMatch }: QuestionHeaders): string {
  const { origin } = asking;
  const { reach } = callerOf(principal);
  // Most ask no more, and a text that is there already is found sooner. None of the parts can hold a line break.
  return origin === '' && ifNoneMatch === '' ? reach : `${reach}\n${origin}\n${ifNoneMatch}`;
}
