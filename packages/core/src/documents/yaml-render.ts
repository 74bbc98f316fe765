import { isJsonObject, type Json } from '../json.js';
import { quotedString, yamlNumber, yamlString } from './yaml-scalar.js';

/** How a file is written, for what is added to it. */
export interface YamlStyle {
  /** By how many columns a map stands further in than the map that holds it. */
  readonly step: number;
  /** By how many columns a list's dashes stand further in than the key that holds it; often 0. */
  readonly listStep: number;
  readonly lineBreak: string;
  /** Whether brackets hold JSON, with every string in double quotes. */
  readonly json: boolean;
}

/** A pair at a column, as the lines of a block map. */
export function blockPair(key: string, value: Json, { column, style }: BlockPlace): string {
  return `${' '.repeat(column)}${yamlString(key, false)}:${afterColon(value, { column, style })}`;
}

/** Where a block stands: the column of its key or dash. */
export interface BlockPlace {
  readonly column: number;
  readonly style: YamlStyle;
}

/** What follows the colon of a key at a column: a scalar on its line, or lines of their own. */
export function afterColon(value: Json, { column, style }: BlockPlace): string {
  if (Array.isArray(value) && value.length > 0) {
    const place = { column: column + style.listStep, style };
    return value.map((item) => style.lineBreak + blockItem(item, place)).join('');
  }
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    const place = { column: column + style.step, style };
    return Object.entries(value)
      .map(([key, member]) => style.lineBreak + blockPair(key, member, place))
      .join('');
  }
  return ` ${scalar(value)}`;
}

/** An item with its dash at a column, as the lines of a block list. */
export function blockItem(value: Json, { column, style }: BlockPlace): string {
  const dash = `${' '.repeat(column)}- `;
  if (!isJsonObject(value) || Object.keys(value).length === 0) {
    return dash + (typeof value === 'object' ? flowValue(value, style) : scalar(value));
  }
  const place = { column: column + 2, style };
  const lines = Object.entries(value).map(([key, member]) => blockPair(key, member, place));
  return dash + lines.join(style.lineBreak).slice(column + 2);
}

/** A value within brackets, on one line. */
export function flowValue(value: Json, style: YamlStyle): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowValue(item, style)).join(', ')}]`;
  if (!isJsonObject(value)) return typeof value === 'string' ? flowString(value, style) : scalar(value);
  return `{${Object.entries(value)
    .map(([key, member]) => flowPair(key, flowValue(member, style), style))
    .join(', ')}}`;
}

/** A pair within brackets, of a key and the text of its value. */
export function flowPair(key: string, value: string, style: YamlStyle): string {
  return `${flowString(key, style)}: ${value}`;
}

function flowString(value: string, style: YamlStyle): string {
  return style.json ? quotedString(value) : yamlString(value, true);
}

function scalar(value: Json): string {
  if (typeof value === 'string') return yamlString(value, false);
  if (typeof value === 'number') return yamlNumber(value);
  if (Array.isArray(value)) return '[]';
  return isJsonObject(value) ? '{}' : String(value);
}
