/** Bits of Shannon entropy a character, by the frequencies within the text itself. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}

/** Paths, addresses, dates and versions are long and mixed, and no secrets. */
const ORDINARY = /^(?:[a-z][a-z0-9+.-]*:\/\/|\.{0,2}\/|~\/|[A-Za-z]:\\|\d{4}-\d{2}-\d{2}|v?\d+\.\d+\.\d+)/i;

/** Whether a text looks like a generated secret: 16 characters or more, digits among letters, no pattern. */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || /\s/.test(text) || ORDINARY.test(text)) return false;
  const mixed = /\d/.test(text)
    ? /[A-Za-z]/.test(text)
    : /[a-z]/.test(text) && /[A-Z]/.test(text) && text.length >= 24;
  return mixed && entropy(text) >= 3;
}
