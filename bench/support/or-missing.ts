import type { Finding, Missing } from '../benchmark.js';

/** What is found by a measurement; where it fails, its row as missing, with the reason, so that the others go on. */
export async function orMissing(
  { id, what }: Pick<Missing, 'id' | 'what'>,
  measure: () => Promise<Finding>,
): Promise<Finding> {
  try {
    return await measure();
  } catch (error) {
    return { id, what, missing: reasonOf(error) };
  }
}

/** What went wrong, on one line that is not too long for a table. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}
