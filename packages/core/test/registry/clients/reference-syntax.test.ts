// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromClientText,
  isReadAsMeant,
  type ReferenceTemplate,
  toClientText,
} from '../../../src/registry/clients/reference-syntax.js';

const TEMPLATES: readonly ReferenceTemplate[] = [
  { write: '${env:NAME}' },
  { write: '${NAME}' },
  { write: '${NAME}', also_read: ['$NAME'] },
  { write: '{env:NAME}' },
  { write: '${{ secrets.NAME }}' },
];

describe('references of a client', () => {
  it.each([
    ['${env:NAME}', 'a ${env:A} ${env:B_2}'],
    ['${NAME}', 'a ${A} ${B_2}'],
    ['{env:NAME}', 'a {env:A} {env:B_2}'],
    ['${{ secrets.NAME }}', 'a ${{ secrets.A }} ${{ secrets.B_2 }}'],
  ])('are written as %s', (write, text) => {
    expect(toClientText({ write }, 'a ${env:A} ${env:B_2}')).toBe(text);
    expect(fromClientText({ write }, text)).toBe('a ${env:A} ${env:B_2}');
  });

  it('need a name', () => {
    const template = { write: '${NAME}', also_read: ['$NAME'] };
    for (const text of ['${}', '$', '$5', '${1A}', '${A-B}', '${A B}'])
      expect(fromClientText(template, text)).toBe(text);
  });

  it('are not looked for in what another reference became', () => {
    const template = { write: '{env:NAME}' };
    expect(fromClientText(template, '${env:A}')).toBe('$${env:A}');
  });

  it('come back from every text that is read as meant, and no other', () => {
    const part = fc.constantFrom(
      '$',
      '{',
      '}',
      'env:',
      'A',
      'B1',
      '${env:A}',
      '$A',
      '{{ secrets.A }}',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), fc.array(part, { maxLength: 8 }), (template, parts) => {
        const text = parts.join('');
        const back = fromClientText(template, toClientText(template, text));
        expect(isReadAsMeant(template, text)).toBe(back === text);
      }),
    );
  });
});
