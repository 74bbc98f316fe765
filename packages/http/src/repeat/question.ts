import type { Principal } from '@mcp-orchestration/core';
import { hostnameOf } from '../middleware/loopback.js';

/** The headers of a request on which an answer may depend. */
export interface QuestionHeaders {
  readonly host: string;
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
  readonly requestId: string | undefined;
  readonly origin: string;
  readonly ifNoneMatch: string;
}

/** By the name's length, so that most headers are passed over without being looked at. */
const NAMES: readonly (readonly string[])[] = [
  'host',
  'origin',
  'if-match',
  'x-api-key',
  'x-request-id',
  'authorization',
  'if-none-match',
].reduce<string[][]>((byLength, name) => {
  byLength[name.length] = [...(byLength[name.length] ?? []), name];
  return byLength;
}, []);

/**
 * Read the headers that matter, names and values by turns.
 * @returns undefined where one of them is there twice, asks for a precondition, or names no host: what that means is not
 * decided here.
 */
export function readHeaders(raw: readonly string[]): QuestionHeaders | undefined {
  const found: Record<string, string> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const given = raw[index] ?? '';
    const names = NAMES[given.length];
    if (names === undefined) continue;
    const name = given.toLowerCase();
    if (!names.includes(name)) continue;
    if (name === 'if-match' || found[name] !== undefined) return undefined;
    found[name] = raw[index + 1] ?? '';
  }
  // What is no plain name may hold part of the address that the app then answers.
  if (hostnameOf(found.host ?? '') === undefined) return undefined;
  return {
    host: found.host ?? '',
    authorization: found.authorization,
    apiKey: found['x-api-key'],
    requestId: found['x-request-id'],
    origin: found.origin ?? '',
    ifNoneMatch: found['if-none-match'] ?? '',
  };
}

const REACHES = new WeakMap<Principal, string>();

/** What a principal may do, in one text: those who may do the same are given the same answers. */
function reachOf(principal: Principal): string {
  const known = REACHES.get(principal);
  if (known !== undefined) return known;
  const { permissions, clients = null, profiles = null } = principal;
  const reach = JSON.stringify([permissions, clients, profiles]);
  REACHES.set(principal, reach);
  return reach;
}

/** What is asked of an address, beside the address: by whom, from where, and what the caller has already. */
export function questionOf(principal: Principal, { origin, ifNoneMatch }: QuestionHeaders): string {
  const reach = reachOf(principal);
  // Most ask no more, and a text that is there already is found sooner. None of the parts can hold a line break.
  return origin === '' && ifNoneMatch === '' ? reach : `${reach}\n${origin}\n${ifNoneMatch}`;
}
