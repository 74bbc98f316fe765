import { z } from 'zod';
import { OrchestrationError } from './errors.js';

const PATTERN = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Names that Windows keeps for devices, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;

const RULE =
  'An identifier begins with a lower-case letter or digit and holds up to 64 of a-z, 0-9, ".", "_", "-", without "..", and is no device name of Windows.';

/** Whether text is an identifier of a client or profile: safe as a file name on every system. */
export function isIdentifier(text: string): boolean {
  return PATTERN.test(text) && !text.includes('..') && !DEVICE.test(text);
}

/** Schema of `client_id` and `profile_id`. */
export const identifierSchema = z
  .string()
  .regex(PATTERN, RULE)
  .refine((text) => isIdentifier(text), RULE);

/**
 * The stores' own check, behind the one at the edge.
 * @throws OrchestrationError `invalid_input`.
 */
export function assertIdentifier(text: string): void {
  if (!isIdentifier(text)) throw new OrchestrationError('invalid_input', { message: RULE });
}
