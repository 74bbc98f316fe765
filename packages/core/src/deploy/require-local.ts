import { OrchestrationError } from '../errors.js';
import type { Principal } from '../principal.js';

/**
 * Refuse what only the person at the machine may ask for.
 * @throws OrchestrationError `forbidden`, naming the field.
 */
export function requireLocal(principal: Principal, field: string): void {
  if (principal.kind === 'local') return;
  throw new OrchestrationError('forbidden', {
    message: `${field} is for the person at the machine.`,
    hint: 'Run the command on the machine itself.',
  });
}
