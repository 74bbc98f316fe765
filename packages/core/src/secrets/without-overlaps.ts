import type { SecretSpan } from './judge-candidate.js';

const ORDER = { secret: 0, placeholder: 1, possible: 2 } as const;

/** Of spans that overlap keep the surest; of equally sure ones the longest. In order of place. */
export function withoutOverlaps(spans: readonly SecretSpan[]): SecretSpan[] {
  const length = (span: SecretSpan): number => span.end - span.start;
  // One mark a character: what overlaps is found without comparing each span with each.
  const taken = new Uint8Array(spans.reduce((last, { end }) => Math.max(last, end), 0));
  const kept = spans
    .toSorted((left, right) => ORDER[left.certainty] - ORDER[right.certainty] || length(right) - length(left))
    .filter(({ start, end }) => {
      if (taken.subarray(start, end).includes(1)) return false;
      taken.fill(1, start, end);
      return true;
    });
  return kept.sort((left, right) => left.start - right.start);
}
