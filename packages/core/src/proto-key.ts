/** Levels that are looked into; what is deeper than this is refused by the schemas themselves. */
const LOOKED_INTO = 128;

/** Path of the first `__proto__` key in a value, which zod's records drop without a word. */
export function findProtoKey(
  value: unknown,
  path: readonly PropertyKey[] = [],
): readonly PropertyKey[] | undefined {
  if (typeof value !== 'object' || value === null || path.length > LOOKED_INTO) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    const found = key === '__proto__' ? here : findProtoKey(child, here);
    if (found !== undefined) return found;
  }
  return undefined;
}
