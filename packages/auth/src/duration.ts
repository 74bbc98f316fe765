import { invalidField } from '@mcp-orchestration/core';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Longest duration: ten years. */
const MAXIMUM = 3_650 * UNITS.d;

/** The form of a duration: a whole number with s, m, h, d or w. */
const PATTERN = /^(0|[1-9][0-9]{0,9})([smhdw])$/;

/**
 * Read a duration such as `90d` or `12h`, in milliseconds.
 * @throws OrchestrationError `invalid_input` where it has another form or is longer than ten years.
 */
export function readDuration(text: string, field: string): number {
  const [, digits, unit] = PATTERN.exec(text) ?? [];
  const length = Number(digits) * (UNITS[unit as keyof typeof UNITS] ?? Number.NaN);
  if (length <= MAXIMUM) return length;
  throw invalidField(
    field,
    'A duration is a whole number with s, m, h, d or w, such as 90d, and at most ten years.',
  );
}
