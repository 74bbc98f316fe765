import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertIdentifier, identifierSchema, isIdentifier } from '../src/identifier.js';

describe('an identifier', () => {
  it.each([
    'a',
    '0',
    'claude-desktop',
    'vs.code',
    'a_b',
    '5ire',
    'x'.repeat(64),
    'con-1',
    'console',
    'com',
    'a.con',
    'lpt10',
  ])('%s is one', (text) => {
    expect(identifierSchema.safeParse(text).success).toBe(true);
    expect(() => assertIdentifier(text)).not.toThrow();
  });

  it.each([
    '',
    '.',
    '..',
    'a..b',
    'a/..',
    '../etc',
    'a/b',
    'a\\b',
    '/a',
    '-a',
    '_a',
    '.a',
    'A',
    'Cursor',
    'a b',
    ' a',
    'a ',
    'a\n',
    'a\0',
    'é',
    'а',
    'a:b',
    'a%2fb',
    '~',
    'x'.repeat(65),
    'con',
    'con.txt',
    'aux.',
    'nul',
    'prn.a.b',
    'com1',
    'com9.log',
    'lpt0',
    '__proto__',
    'constructor\u202e',
  ])('%j is none', (text) => {
    expect(identifierSchema.safeParse(text).success).toBe(false);
    expect(() => assertIdentifier(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });

  it('is refused by the schema and by the stores alike, and names a file in the folder that it is put in', () => {
    const home = resolve('/home/user');
    const pieces = fc.array(
      fc.constantFrom('a', '.', '..', '/', '\\', 'con', '-', '1', '~', '%', '\0', 'é'),
      { maxLength: 6 },
    );
    const texts = fc.oneof(
      fc.string({ maxLength: 70 }),
      pieces.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const good = isIdentifier(text);
        expect(identifierSchema.safeParse(text).success).toBe(good);
        if (!good) return;
        const path = join(home, text);
        expect(path).toBe(`${home}${sep}${text}`);
        expect(resolve(path)).toBe(path);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that is wrong is told the rule, and is not repeated', () => {
    const { error } = identifierSchema.safeParse('../secret');
    expect(error?.message).toContain('begins with a lower-case letter');
    expect(error?.message).not.toContain('secret');
  });
});
