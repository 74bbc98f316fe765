import { describe, expect, it } from 'vitest';
import { joinWrites } from '../../src/serve/join-writes.js';

function joined() {
  const written: string[] = [];
  return { written, ...joinWrites((text) => void written.push(text)) };
}

describe('joined writes', () => {
  it('write each text at once', () => {
    const { written, write } = joined();
    write('a');
    write('b');
    expect(written).toEqual(['a', 'b']);
  });

  it('write what is written together in one piece, before that is over', () => {
    const { written, write, together } = joined();
    together(() => {
      write('a');
      write('b');
      expect(written).toEqual([]);
    });
    expect(written).toEqual(['ab']);
    write('c');
    expect(written).toEqual(['ab', 'c']);
  });

  it('write nothing where nothing was written together', () => {
    const { written, together } = joined();
    together(() => undefined);
    expect(written).toEqual([]);
  });

  it('lose nothing where what writes fails, and go on', () => {
    const { written, write, together } = joined();
    const fail = () =>
      together(() => {
        write('a');
        throw new RangeError('on purpose');
      });
    expect(fail).toThrow('on purpose');
    write('b');
    expect(written).toEqual(['a', 'b']);
  });

  it('are one piece too where it is said twice', () => {
    const { written, write, together } = joined();
    together(() => {
      write('a');
      together(() => write('b'));
      write('c');
    });
    expect(written).toEqual(['abc']);
  });
});
