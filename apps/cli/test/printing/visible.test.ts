import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible, visibleJson } from '../../src/printing/visible.js';

/** Names that look like others, or that move the cursor, the colour or the direction of what follows. */
const SPOOFED = [
  'git\u202ehub',
  'github\u200b',
  '\u200dgithub',
  'git\u2066hub\u2069',
  'git\u00adhub',
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\u001b[2K\u001b[1Ggithub',
  'github\rfilesystem',
  'github\nfilesystem',
  'git\thub',
  'git\u0000hub',
  'git\u0008hub',
  'git\u007fhub',
  '\u009b31mred',
  'git\u2028hub',
  'git\u2029hub',
  '\ufeffgithub',
  'git\ufff9hub',
  'git\u061chub',
  'git\u{e0001}hub',
  'git\u{e0067}hub',
  'git\u2060hub',
  'git\ud800hub',
  'git\ue000hub',
];

describe('visible', () => {
  it.each(SPOOFED.map((name) => [JSON.stringify(name), name]))('escapes what hides in %s', (_, name) => {
    const shown = visible(name);
    expect(shown).not.toBe(name);
    expect(shown).toMatch(/\\u\{[0-9a-f]+\}/);
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u);
  });

  it.each(['github', 'Größe', '文件系统', 'файлы', '🚀 rocket', 'a_b-c.d/e', "it's 100 %"])(
    'leaves %s as it is',
    (name) => {
      expect(visible(name)).toBe(name);
    },
  );

  it('leaves nothing unseen of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u);
      }),
    );
  });

  it('tells different texts apart as long as they hold no backslash', () => {
    const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\\', '/'));
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(visible(left) === visible(right)).toBe(left === right);
      }),
    );
  });
});

describe('visibleJson', () => {
  it('is the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(JSON.parse(visibleJson(data))).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it.each(SPOOFED.map((name) => [JSON.stringify(name), name]))(
    'shows %s without what deceives',
    (_, name) => {
      const text = visibleJson({ [name]: [name] });
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u);
      expect(JSON.parse(text)).toEqual({ [name]: [name] });
    },
  );
});
