import { OrchestrationError } from '../errors.js';

/** Why a database cannot be used. The words name no path, host or account: they may be shown to anyone. */
const MESSAGES = {
  busy: 'The database is busy: other processes have held it for too long.',
  read_only: 'The database is read-only.',
  full: 'The disk of the database is full.',
  damaged: 'The database file is damaged.',
  unreachable: 'The database cannot be reached.',
  refused: 'The database refuses the account that it is used with.',
} as const;

/** A reason for which a database cannot be used. */
export type UnavailableReason = keyof typeof MESSAGES;

/** The error for a database that cannot be used. What the driver said is the cause, for the log alone. */
export function unavailable(reason: UnavailableReason, cause?: unknown): OrchestrationError {
  return new OrchestrationError('unavailable', { message: MESSAGES[reason], cause });
}
