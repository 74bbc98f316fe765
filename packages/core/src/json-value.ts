import { z } from 'zod';
import type { Json } from './json.js';

/** Deeper data than this is no configuration. */
const MAXIMUM_DEPTH = 64;

/** Whether a value is plain JSON data: no undefined, no NaN, no class instances, not too deep. */
export function isJsonValue(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth >= MAXIMUM_DEPTH) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => isJsonValue(item, depth + 1));
}

/** Schema of any JSON value. Unlike `z.json()` it is not recursive, so that its JSON Schema stands inline. */
export const jsonValueSchema = z.custom<Json>((value) => isJsonValue(value), 'This is no JSON value.');
