// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what references look like.
import { describe, expect, it } from 'vitest';
import {
  envReference,
  envReferencesIn,
  isEnvName,
  replaceEnvReferences,
} from '../../src/registry/env-reference.js';

describe('a reference to the environment', () => {
  it('is found wherever it stands in a text', () => {
    expect(envReferencesIn('Bearer ${env:A}:${env:b_2}${env:A}')).toEqual(['A', 'b_2', 'A']);
  });

  it.each(['${A}', '$env:A', '{env:A}', '${env:}', '${env:1A}', '${env:A-B}', '${ENV:A}', '${env:A'])(
    'is not %s',
    (text) => {
      expect(envReferencesIn(text)).toEqual([]);
    },
  );

  it('is replaced in one pass: what a replacement brings stays', () => {
    expect(replaceEnvReferences('${env:A}${env:B}', (name) => (name === 'A' ? '${env:B}' : '$&'))).toBe(
      '${env:B}$&',
    );
  });

  it('is read back from what writes it', () => {
    expect(envReferencesIn(envReference('GITHUB_TOKEN'))).toEqual(['GITHUB_TOKEN']);
  });

  it.each([
    ['A', true],
    ['_a1', true],
    ['', false],
    ['1A', false],
    ['A-B', false],
    ['A\n', false],
    ['É', false],
  ])('takes the name %j: %s', (name, fits) => {
    expect(isEnvName(name)).toBe(fits);
  });
});
