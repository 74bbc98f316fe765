import { describe, expect, it } from 'vitest';
import { mergeServers } from '../../src/drafts/merge-servers.js';

const A = { command: 'a' };
const B = { command: 'b' };

describe('merging servers', () => {
  it('takes what is new, and what is there and equal', () => {
    expect(mergeServers({ mcpServers: { a: A } }, { servers: { a: { ...A }, b: B } })).toEqual({
      payload: { mcpServers: { a: A, b: B } },
      taken: ['a', 'b'],
      skipped: [],
    });
  });

  it('leaves another of the same name, and says so', () => {
    expect(mergeServers({ mcpServers: { a: A } }, { servers: { a: B, b: B } })).toEqual({
      payload: { mcpServers: { a: A, b: B } },
      taken: ['b'],
      skipped: [{ name: 'a', reason: 'The draft has another server of this name.' }],
    });
  });

  it('puts it in its place where asked to', () => {
    expect(mergeServers({ mcpServers: { a: A, c: A } }, { servers: { a: B }, replace: true })).toEqual({
      payload: { mcpServers: { a: B, c: A } },
      taken: ['a'],
      skipped: [],
    });
  });

  it('puts it in the place of what it was made of', () => {
    const originals = { a: A };
    expect(mergeServers({ mcpServers: { a: A } }, { servers: { a: B }, originals })).toMatchObject({
      payload: { mcpServers: { a: B } },
      taken: ['a'],
    });
    expect(
      mergeServers({ mcpServers: { a: { command: 'c' } } }, { servers: { a: B }, originals }).taken,
    ).toEqual([]);
  });

  it('takes a server of a name that every object inherits for a new one', () => {
    expect(mergeServers({ mcpServers: {} }, { servers: { toString: A } }).taken).toEqual(['toString']);
  });
});
