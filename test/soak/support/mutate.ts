import type { Json, JsonObject } from '@mcp-orchestration/core';
import { NASTY, NASTY_TEXT } from './nasty.js';
import type { Random } from './random.js';

/** The same data with a few of its values replaced, taken out or doubled, and fields that nobody asked for. */
export function mutate(value: Json, random: Random, depth = 0): Json {
  if (random.chance(depth === 0 ? 0.05 : 0.2)) return random.pick(NASTY);
  if (Array.isArray(value)) {
    const mutated = value.filter(() => !random.chance(0.1)).map((one) => mutate(one, random, depth + 1));
    return random.chance(0.1) ? [...mutated, random.pick(NASTY)] : mutated;
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(() => !random.chance(0.1));
  const fields = kept.map(([name, one]) => [name, mutate(one as Json, random, depth + 1)] as const);
  const other = random.chance(0.15) ? [[random.pick(NASTY_TEXT), random.pick(NASTY)] as const] : [];
  return Object.fromEntries([...fields, ...other]) as JsonObject;
}

const BROKEN: readonly ((text: string) => string | Buffer)[] = [
  (text) => text.slice(0, -1),
  (text) => `${text}}`,
  (text) => `\ufeff${text}`,
  (text) => text.replace('{', '{"a":1,"a":2,'),
  (text) => text.replaceAll('"', "'"),
  () => `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  () => `{"a":${'9'.repeat(3_000)}}`,
  () => '{"__proto__":{"x":1}}',
  () => 'NaN',
  () => ' ',
  () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  (text) => Buffer.from(text, 'utf16le'),
];

/** JSON text that is none, or that different readers understand differently. */
export function breakText(text: string, random: Random): string | Buffer {
  return random.pick(BROKEN)(text);
}
