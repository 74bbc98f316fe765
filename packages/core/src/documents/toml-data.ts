import type { AST } from 'toml-eslint-parser';
import { type Json, setOwn } from '../json.js';
import type { TomlNode } from './toml-tree.js';

/**
 * The JSON data of a TOML node. What JSON has no value for is read as a string: dates and times, `inf` and `nan` as
 * they are written, and integers beyond 2^53 as their decimal digits.
 */
export function tomlData(node: TomlNode): Json {
  if (node.kind === 'array') return node.elements.map(tomlData);
  if (node.kind === 'value' && node.value?.type === 'TOMLValue') return scalarData(node.value);
  const data: Record<string, Json> = {};
  for (const [key, member] of node.members) setOwn(data, key, tomlData(member));
  return data;
}

function scalarData(value: AST.TOMLValue): Json {
  switch (value.kind) {
    case 'string':
    case 'boolean':
      return value.value;
    case 'integer':
      return Number.isSafeInteger(value.value) ? value.value : value.bigint.toString();
    case 'float':
      return Number.isFinite(value.value) ? value.value : value.number;
    default:
      return value.datetime;
  }
}
