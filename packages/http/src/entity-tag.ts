import { type AnyOperation, OrchestrationError } from '@mcp-orchestration/core';

/** The ETag of an answer: of a release by its hash and version, of a draft by its revision. Others have none. */
export function entityTag(operation: AnyOperation, output: Record<string, unknown>): string | undefined {
  if (!isTagged(operation)) return undefined;
  return typeof output.revision === 'number'
    ? `"r${output.revision}"`
    : `"v${output.version}-${output.artifact_id}"`;
}

/** Whether an operation's answers carry an ETag: those that show a draft, and the one that gives a release. */
export function isTagged({ name, output }: AnyOperation): boolean {
  return name === 'get_config' || Object.hasOwn(output.shape, 'revision');
}

/** Whether an If-None-Match header names a tag. Weak tags count, as RFC 9110 (section 13.1.2) has it. */
export function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((part) => ['*', tag].includes(part.trim().replace(/^W\//, '')));
}

/**
 * The revision that an If-Match header names.
 * @throws OrchestrationError `invalid_input`.
 */
export function revisionOf(header: string): number {
  const digits = /^"r(0|[1-9][0-9]{0,14})"$/.exec(header.trim())?.[1];
  if (digits !== undefined) return Number(digits);
  throw new OrchestrationError('invalid_input', {
    message: 'If-Match: This is no ETag of a draft.',
    hint: 'Send the ETag with which the draft was answered.',
  });
}
