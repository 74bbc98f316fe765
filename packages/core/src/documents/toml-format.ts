import { OrchestrationError } from '../errors.js';
import { isJsonObject, type Json } from '../json.js';

/** A value to be written: the TOML of a scalar or an array, or a table of such values. */
export type TomlDraft = string | TomlTableDraft;

/** A table to be written, its members in order. */
export interface TomlTableDraft {
  readonly members: readonly (readonly [key: string, draft: TomlDraft])[];
}

/**
 * How JSON data is written.
 * @throws OrchestrationError `config_unsupported` for null and for text that is not well-formed Unicode.
 */
export function draftOf(value: Json): TomlDraft {
  if (!isJsonObject(value)) return formatValue(value);
  return { members: Object.entries(value).map(([key, member]) => [key, draftOf(member)] as const) };
}

/** A draft on one line: tables become inline tables. */
export function formatInline(draft: TomlDraft): string {
  if (typeof draft === 'string') return draft;
  if (draft.members.length === 0) return '{}';
  const members = draft.members.map(([key, member]) => `${formatKey(key)} = ${formatInline(member)}`);
  return `{ ${members.join(', ')} }`;
}

/** How a table and its sub-tables are headed. */
export interface TableHead {
  /** The dotted key in the brackets. */
  readonly path: string;
  /** An element of an array of tables: `[[path]]`. */
  readonly element?: boolean;
  readonly eol: string;
}

/** A draft as tables in the style of Codex: scalars and arrays under the header, then a table for each object. */
export function formatTables(draft: TomlTableDraft, head: TableHead): string[] {
  const { path, eol } = head;
  const lines = [head.element === true ? `[[${path}]]` : `[${path}]`];
  const subTables: string[] = [];
  for (const [key, member] of draft.members) {
    if (typeof member === 'string') lines.push(`${formatKey(key)} = ${member}`);
    else subTables.push(...formatTables(member, { path: joinKeys(path, formatKey(key)), eol }));
  }
  return [lines.join(eol), ...subTables];
}

/** A key as it stands before `=` or between dots. */
export function formatKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : formatString(key);
}

/** Two dotted keys, of which the first may be empty. */
export function joinKeys(left: string, right: string): string {
  return left === '' ? right : `${left}.${right}`;
}

function formatValue(value: Json): string {
  if (value === null) {
    throw new OrchestrationError('config_unsupported', {
      message: 'TOML has no null, so it cannot be written.',
    });
  }
  if (typeof value === 'string') return formatString(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (isJsonObject(value)) return formatInline(draftOf(value));
  return `[${value.map(formatValue).join(', ')}]`;
}

/** Basic strings escape as JSON does, but for DEL. */
function formatString(text: string): string {
  if (!text.isWellFormed()) {
    throw new OrchestrationError('config_unsupported', {
      message: 'TOML cannot hold text that is not well-formed Unicode.',
    });
  }
  return JSON.stringify(text).replaceAll('\u007f', '\\u007F');
}

/** An integer that doubles cannot count exactly is written as the float that it is. */
function formatNumber(value: number): string {
  const digits = String(value);
  return Number.isSafeInteger(value) || /[.e]/.test(digits) ? digits : `${digits}.0`;
}
