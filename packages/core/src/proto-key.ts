/** Levels that are looked into; what is deeper than this is refused by the schemas themselves. */
const LOOKED_INTO = 128;

/** Path of the first `__proto__` key in a value, which zod's records drop without a word. */
export function findProtoKey(value: unknown, depth = 0): readonly PropertyKey[] | undefined {
  if (typeof value !== 'object' || value === null || depth > LOOKED_INTO) return undefined;
  for (const key of Object.keys(value)) {
    const below = key === '__proto__' ? [] : findProtoKey(value[key as keyof typeof value], depth + 1);
    if (below !== undefined) return [Array.isArray(value) ? Number(key) : key, ...below];
  }
  return undefined;
}
