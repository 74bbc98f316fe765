import { OrchestrationError } from './errors.js';

/** The error of one field of the input that is not valid, where a schema alone cannot say so. */
export function invalidField(field: string, message: string): OrchestrationError {
  return new OrchestrationError('invalid_input', {
    message: `${field}: ${message}`,
    errors: [{ code: 'custom', field, message }],
  });
}
