import { randomFillSync } from 'node:crypto';

/** What a caller may call its request: as Hono's middleware for request ids has it. */
const FIT = /^[\w\-=]{1,128}$/;

/** Bytes of an id, as many as W3C Trace Context gives a trace, and of the randomness that is drawn at once. */
const LENGTH = 16;
const pool = Buffer.alloc(512 * LENGTH);
let used = pool.length;

/** Make an id: 32 hexadecimal digits. `crypto.randomUUID` takes twice as long to make a text that is slow to send. */
export function makeRequestId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += LENGTH;
  return pool.toString('hex', used - LENGTH, used);
}

/** The id that a caller has given its request, where it is fit; else a new one. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && FIT.test(given) ? given : makeRequestId();
}
