import { resolve } from 'node:path';
import { OrchestrationError } from '../errors.js';

/** Where a database is. */
export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly connectionString: string };

/** A scheme of at least two letters, so that the drive of a Windows path is none. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/**
 * Read a database URL: `postgres://…`, `postgresql://…`, `sqlite:<path>`, or a path alone.
 * @throws OrchestrationError `invalid_input`; the message never repeats the URL, which may hold a password.
 */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  if (/^postgres(ql)?:\/\//i.test(url)) return { kind: 'postgres', connectionString: url };
  const path = url.replace(/^sqlite:/i, '');
  if (path === '' || path === ':memory:' || SCHEME.test(path) || path.includes('\0')) {
    throw new OrchestrationError('invalid_input', {
      message: 'A database is named by "sqlite:" and the path of a file, or by "postgres://…".',
    });
  }
  return { kind: 'sqlite', path: resolve(path) };
}
