// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what references look like.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, placeholdersIn, solePlaceholder } from '../../../src/registry/servers/template.js';

describe('a template', () => {
  it.each([
    ['{a}', ['a']],
    ['x{a}y{b_2}{a}', ['a', 'b_2', 'a']],
    ['{{a}}', ['a']],
    ['${a}', []],
    ['${env:A}', []],
    ['{A} {} {1a} {a-b} {a', []],
  ])('%s has the placeholders %j', (template, names) => {
    expect(placeholdersIn(template)).toEqual(names);
  });

  it.each([
    ['{a}', 'a'],
    ['{a}{a}', undefined],
    ['{a}/', undefined],
    ['a', undefined],
    ['${a}', undefined],
  ])('%s is the sole placeholder %s', (template, name) => {
    expect(solePlaceholder(template)).toBe(name);
  });

  it('is filled in one pass, with each value as it is', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('{a}', '{b}', '$&', '$1', '$$', '${a}'));
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(fillTemplate('<{a}>{b}{a}', (name) => (name === 'a' ? a : b))).toBe(`<${a}>${b}${a}`);
      }),
    );
  });
});
