import type { SecretSpan } from './judge-candidate.js';

const ORDER = { secret: 0, placeholder: 1, possible: 2 } as const;

/** Of spans that overlap keep the surest; of equally sure ones the longest. In order of place. */
export function withoutOverlaps(spans: readonly SecretSpan[]): SecretSpan[] {
  const kept: SecretSpan[] = [];
  const length = (span: SecretSpan): number => span.end - span.start;
  for (const span of spans.toSorted(
    (left, right) => ORDER[left.certainty] - ORDER[right.certainty] || length(right) - length(left),
  )) {
    if (kept.every((other) => span.end <= other.start || span.start >= other.end)) kept.push(span);
  }
  return kept.sort((left, right) => left.start - right.start);
}
