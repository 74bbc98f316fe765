import { config } from 'zod';
import { type Local, openLocal } from './compose.js';
import { reportInternalError } from './report-internal-error.js';

/**
 * Open the home for one command. Its schemas are used once or twice, which does not repay compiling them.
 * @throws OrchestrationError as {@link openLocal}.
 */
export function openHome(home: string | undefined): Promise<Local> {
  config({ jitless: true });
  return openLocal({ home, onInternalError: reportInternalError });
}
