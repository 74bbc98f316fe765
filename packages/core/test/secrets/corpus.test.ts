import { describe, expect, it } from 'vitest';
import { findLiteralSecrets } from '../../src/drafts/literal-secret.js';
import { maskSecrets } from '../../src/mask.js';
import { entryTexts } from '../../src/secrets/entry-texts.js';
import { mapEntryTexts } from '../../src/secrets/map-entry-texts.js';
import { secretKindOf } from '../../src/secrets/secret-name.js';
import { findSecretSpans } from '../../src/secrets/secret-spans.js';
import { corpusEntries, hasCorpus } from './corpus-entries.js';

const CANARY = ['c4n4ry', 'Q7rK', '92ZpXw4Lm', '8TcVb6'].join('');

const entries = hasCorpus ? corpusEntries() : [];

/** The places in which people put secrets: their placeholders, and references under the names of secrets. */
const isSecretPlace = (name: string | undefined, text: string): boolean =>
  name !== undefined && secretKindOf(name) !== undefined && /^(?:Bearer )?\$\{?[A-Za-z:_]+\}?$/.test(text);

describe.runIf(hasCorpus)('in real files, out of which secrets were taken', () => {
  it('no literal secret is found', () => {
    expect(entries.length).toBeGreaterThan(300);
    const secrets = entries.flatMap(([at, entry]) =>
      findLiteralSecrets(entry)
        .filter(({ kind }) => kind === 'secret')
        .map(({ field }) => `${at} ${field}`),
    );
    expect(secrets).toEqual([]);
  });

  it('the placeholders that took their places are found', () => {
    const placeholders = entries.flatMap(([, entry]) => findLiteralSecrets(entry));
    expect(placeholders).toHaveLength(20);
  });

  it('a secret put back in each of those places is found and masked', () => {
    let put = 0;
    for (const [at, entry] of entries) {
      const places = entryTexts(entry).map((found) => {
        const spans = findSecretSpans(found.text, { name: found.name }).filter(
          ({ certainty }) => certainty === 'placeholder',
        );
        return { ...found, span: spans[0] };
      });
      for (const { path, text, name, span } of places) {
        const reference = isSecretPlace(name, text);
        if (span === undefined && !reference) continue;
        const secret =
          span === undefined
            ? text.replace(/\$.*$/, CANARY)
            : text.slice(0, span.start) + CANARY + text.slice(span.end);
        const field = path.join('.');
        const filled = mapEntryTexts(entry, (other) =>
          other.path.join('.') === field ? secret : other.text,
        );
        expect(findLiteralSecrets(filled), `${at} ${field}`).toContainEqual(
          expect.objectContaining({ field, kind: 'secret' }),
        );
        expect(JSON.stringify(maskSecrets(filled)), `${at} ${field}`).not.toContain(CANARY);
        put += 1;
      }
    }
    expect(put).toBeGreaterThan(30);
  });

  it('nothing is masked that is no secret', () => {
    const changed = entries.filter(
      ([, entry]) => JSON.stringify(maskSecrets(entry)) !== JSON.stringify(entry),
    );
    expect(changed.map(([at]) => at)).toEqual([]);
  });
});
