import { isJsonObject } from '../json.js';
import type { ServerEntry } from '../registry/server-entry.js';
import { serverEntrySchema } from '../registry/server-entry-schema.js';
import type { ValidationFault } from './validation-fault.js';

function codeOf(value: unknown, path: readonly PropertyKey[]): string {
  if (path[0] === 'args') return 'INVALID_ARGS_TYPE';
  if (path[0] === 'env') return 'INVALID_ENV_TYPE';
  const hasNeither = isJsonObject(value) && !('command' in value) && !('url' in value);
  return path[0] === 'command' || hasNeither ? 'MISSING_COMMAND' : 'INVALID_ENTRY';
}

/** Read one entry of a payload that may be of any shape: the entry, or what is wrong with it. */
export function readEntryShape(value: unknown): ServerEntry | ValidationFault[] {
  const parsed = serverEntrySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, message }) => ({
    code: codeOf(value, path),
    severity: 'error',
    message,
    ...(path.length === 0 ? {} : { field: path.map(String).join('.') }),
  }));
}
