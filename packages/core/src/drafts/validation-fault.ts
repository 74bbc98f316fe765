import type { ErrorDetail } from '../errors.js';

/** One fault that validation found. Errors stop a release, warnings do not. */
export interface ValidationFault extends ErrorDetail {
  readonly severity: 'error' | 'warning';
}
