import { OrchestrationError } from '../../errors.js';
import { type UnavailableReason, unavailable } from '../unavailable.js';

/** SQLSTATE codes that say something of the server rather than of the statement; two letters stand for a class. */
const REASONS: Readonly<Record<string, UnavailableReason>> = {
  '08': 'unreachable',
  '25006': 'read_only',
  '28': 'refused',
  '3D000': 'unreachable',
  '40001': 'busy',
  '40P01': 'busy',
  '42501': 'refused',
  '53': 'busy',
  '53100': 'full',
  '55P03': 'busy',
  '57P': 'unreachable',
  '58': 'unreachable',
  XX001: 'damaged',
  XX002: 'damaged',
};

/** Errors of the server's own making, after which the same transaction may well succeed. */
const REPEATABLE = new Set(['40001', '40P01']);

function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

function reasonOf(state: string): UnavailableReason | undefined {
  return REASONS[state] ?? REASONS[state.slice(0, 3)] ?? REASONS[state.slice(0, 2)];
}

/** Whether a translated error is a serialisation failure or a deadlock. */
export function isRepeatable(error: unknown): boolean {
  return error instanceof OrchestrationError && REPEATABLE.has(sqlState(error.cause) ?? '');
}

/**
 * `unavailable` for what is no fault of the statement; every other error as it is. An error that the server did not
 * send (it has no SQLSTATE) is one of the connection, unless the driver was called wrongly.
 */
export function translatePostgresError(error: unknown): unknown {
  const state = sqlState(error);
  if (state === undefined) {
    return error instanceof Error && !(error instanceof TypeError)
      ? unavailable('unreachable', error)
      : error;
  }
  const reason = reasonOf(state);
  return reason === undefined ? error : unavailable(reason, error);
}
