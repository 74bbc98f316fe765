/** The rank of a text that does not hold the word. */
export const NOT_FOUND = 255;

/** A text of an indexed item, and the rank that a word found in it has: 0 is best, 254 worst. */
export interface RankedText {
  readonly text: string;
  readonly rank: number;
}

const ASCII = /^[\0-\x7f]*$/;

/** Lower-case, without accents, punctuation between words as one blank: "Brave-Search" and "brave search" are equal. */
export function normaliseText(text: string): string {
  // The tables of Unicode take longer to load than a catalogue to list.
  const plain = ASCII.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return plain
    .toLowerCase()
    .replace(/[\s\-_./@]+/g, ' ')
    .trim();
}

/**
 * Index items by the words of their texts. The function returned gives, for a normalised word, the best rank of
 * each item whose texts hold it, also within a longer word. It looks through the distinct words, of which there
 * are far fewer than there is text.
 */
export function indexWords(items: readonly (readonly RankedText[])[]): (word: string) => Uint8Array {
  const vocabulary = new Map<string, Uint32Array>();
  for (const [word, postings] of collectPostings(items)) vocabulary.set(word, Uint32Array.from(postings));
  return (wanted) => {
    const ranks = new Uint8Array(items.length).fill(NOT_FOUND);
    for (const [word, postings] of vocabulary) {
      if (word.includes(wanted)) takeBest(ranks, postings);
    }
    return ranks;
  };
}

/** For each word, the items that hold it: the item's number above eight bits of rank. */
function collectPostings(items: readonly (readonly RankedText[])[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  items.forEach((texts, item) => {
    for (const { text, rank } of texts) {
      for (const word of new Set(normaliseText(text).split(' '))) {
        const postings = found.get(word);
        if (postings === undefined) found.set(word, [item * 256 + rank]);
        else postings.push(item * 256 + rank);
      }
    }
  });
  return found;
}

function takeBest(ranks: Uint8Array, postings: Uint32Array): void {
  for (const posting of postings) {
    const item = posting >>> 8;
    const rank = posting & 255;
    if (rank < (ranks[item] ?? 0)) ranks[item] = rank;
  }
}
