import { randomUUID } from 'node:crypto';

/** What a caller may call its request: as Hono's middleware for request ids has it. */
const FIT = /^[\w\-=]{1,128}$/;

/** The id that a caller has given its request, where it is fit; else a new one. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && FIT.test(given) ? given : randomUUID();
}
