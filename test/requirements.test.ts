import { beforeAll, describe, expect, it } from 'vitest';
import { type Citation, citedIn, readCitations } from './requirements/citations.js';
import { REQUIREMENTS } from './requirements/requirements.js';

let citations: Citation[];
beforeAll(async () => {
  citations = await readCitations();
});

/** How many promises there are of each kind. */
const PROMISED = { R: 15, A: 10, T: 3, C: 4, B: 3, L: 6, E: 5, P: 4, D: 4 };

describe('the promises of the HTTP transport', () => {
  it('are all written down, each in a sentence of its own', () => {
    const ids = Object.entries(PROMISED).flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, index) => `${kind}${String(index + 1).padStart(2, '0')}`),
    );
    expect(REQUIREMENTS.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(new Set(REQUIREMENTS.map(({ sentence }) => sentence)).size).toBe(REQUIREMENTS.length);
  });

  it('are each cited by the title of a test', () => {
    const cited = new Set(citations.map(({ id }) => id));
    expect(REQUIREMENTS.filter(({ id }) => !cited.has(id))).toEqual([]);
  });

  it('are all that tests cite', () => {
    const known = new Set(REQUIREMENTS.map(({ id }) => id));
    expect(citations.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it('are cited by titles that begin with them, and by nothing else', () => {
    const cite = (id: string): string => `[${id}]`;
    const titles = `it('${cite('R01')} one'); it("${cite('A01')}${cite('A02')} two");`;
    const others = `// ${cite('R02')} no\nit('three ${cite('R03')} no');`;
    expect(citedIn(`${titles} ${others}`)).toEqual(['R01', 'A01', 'A02']);
  });
});
