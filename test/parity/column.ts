import type { ErrorReport } from '@mcp-orchestration/core';
import type { UserHome } from '../support/user-home.js';
import type { Fields, ParityCase } from './parity-case.js';

/** What came of one call: an output, or the report of an error. */
export type Outcome =
  | { readonly output: Fields }
  | { readonly error: Omit<ErrorReport, 'errors'> & { readonly errors?: readonly Fields[] } };

/** A home with what the case wants to be there, and who calls. */
export interface Stage {
  readonly user: UserHome;
  readonly parityCase: ParityCase;
  /** The bearer token of the caller. */
  readonly token: string;
}

/** One way to reach operations, open. */
export interface Connection {
  call(name: string, input: Fields): Promise<Outcome>;
  close(): Promise<void>;
}

/** One way to reach operations. */
export interface Column {
  open(stage: Stage): Promise<Connection>;
}
