import { describe, expect, it } from 'vitest';
import { choosePaint, paintForTerminal, paintNothing, render } from '../../src/printing/render.js';
import { line, lines, table, toned } from '../../src/printing/view.js';

describe('render', () => {
  it('prints a line with its cells one after the other', () => {
    expect(render([line('Published ', toned('release 3', 'strong'), '.')], paintNothing)).toBe(
      'Published release 3.\n',
    );
  });

  it('prints each line of a text of several', () => {
    expect(render(lines('one\ntwo\n'), paintNothing)).toBe('one\ntwo\n');
  });

  it('paints a tone on a terminal', () => {
    expect(render([line(toned('bad', 'bad'))], paintForTerminal)).toBe('\u001b[31mbad\u001b[39m\n');
  });

  it('escapes colours that come from the data, painted or not', () => {
    const view = [line('\u001b[31mplain', toned('\u001b[31mtoned', 'good'))];
    expect(render(view, paintNothing)).toBe('\\u{1b}[31mplain\\u{1b}[31mtoned\n');
    expect(render(view, paintForTerminal)).toBe('\\u{1b}[31mplain\u001b[32m\\u{1b}[31mtoned\u001b[39m\n');
  });

  it('does not let a name begin a new line', () => {
    expect(render([line('a\nerror: b')], paintNothing)).toBe('a\\u{a}error: b\n');
  });
});

describe('a table', () => {
  it('has columns as wide as their widest cell, and ends no line in blanks', () => {
    const rows = [
      ['github', 'http', ''],
      ['fs', 'stdio', 'notes'],
    ];
    expect(render([table(['SERVER', 'TYPE', 'WHY'], rows)], paintNothing)).toBe(
      'SERVER  TYPE   WHY\ngithub  http\nfs      stdio  notes\n',
    );
  });

  it('counts wide characters as the two columns that they take', () => {
    const rows = [
      ['文件', 'a'],
      ['files', 'b'],
    ];
    expect(render([table(['NAME', 'X'], rows)], paintNothing)).toBe('NAME   X\n文件   a\nfiles  b\n');
  });

  it('aligns by what is seen: neither colours nor escapes shift a column', () => {
    const painted = render([table(['A', 'B'], [[toned('x', 'good'), 'y']])], paintForTerminal);
    expect(painted).toContain('\u001b[32mx\u001b[39m  y');
    const escaped = render(
      [
        table(
          ['A', 'B'],
          [
            ['\u202ex', 'y'],
            ['z', 'y'],
          ],
        ),
      ],
      paintNothing,
    );
    expect(escaped).toBe('A          B\n\\u{202e}x  y\nz          y\n');
  });
});

describe('choosePaint', () => {
  it.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['a pipe', {}, {}, false],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ])('decides for %s', (_, stream, env, painted) => {
    expect(choosePaint(stream, env) === paintForTerminal).toBe(painted);
  });
});
