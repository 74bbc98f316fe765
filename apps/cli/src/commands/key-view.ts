import type { Answers } from '../all-operations.js';
import { type Cell, toned } from '../printing/view.js';

/** A signing key as operations answer it. */
export type ShownKey = Answers<'list_keys'>['keys'][number];

const TONES = { active: 'good', retired: 'dim', revoked: 'bad' } as const;

/** A key as a row: status, id, since when, why. */
export function keyRow({ status, key_id, created_at, retired_at, revoked_at, reason }: ShownKey): Cell[] {
  return [toned(status, TONES[status]), key_id, revoked_at ?? retired_at ?? created_at, reason ?? ''];
}
