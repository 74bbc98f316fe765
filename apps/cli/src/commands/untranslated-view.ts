import type { Answers } from '../all-operations.js';
import { type Block, table, toned } from '../printing/view.js';

/** What another client cannot hold. */
export function untranslatedTable(untranslated: Answers<'copy_config'>['untranslated']): Block[] {
  if (untranslated.length === 0) return [];
  const rows = untranslated.map(({ name, field, reason }) => [toned(name, 'warn'), field ?? 'all', reason]);
  return [table(['NOT TRANSLATED', 'FIELD', 'WHY'], rows)];
}
