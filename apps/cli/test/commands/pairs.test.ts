import { OrchestrationError } from '@mcp-orchestration/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastValues, oneOrMany, readPairs } from '../../src/commands/pairs.js';

const env = { option: '--env', separator: '=' } as const;
const header = { option: '--header', separator: ':' } as const;

describe('readPairs', () => {
  it('cuts at the first separator, so that a value may hold it', () => {
    expect(lastValues(readPairs(['URL=postgres://u:p@h/db?a=b'], env))).toEqual({
      URL: 'postgres://u:p@h/db?a=b',
    });
    expect(lastValues(readPairs(['Authorization: Bearer a:b'], header))).toEqual({
      Authorization: 'Bearer a:b',
    });
  });

  it('takes an empty value', () => {
    expect(lastValues(readPairs(['EMPTY='], env))).toEqual({ EMPTY: '' });
  });

  it('gives back any value under any name', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z_]{0,9}$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (given) => {
        const texts = Object.entries(given).map(([key, value]) => `${key}=${value}`);
        expect(lastValues(readPairs(texts, env))).toEqual({ ...given });
      }),
    );
  });

  it.each(['TOKEN', '=value', '', ' = value'])('refuses %j, and does not repeat it', (text) => {
    const secret = `${text}`;
    try {
      readPairs([secret], env);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(OrchestrationError);
      expect(error).toMatchObject({ code: 'invalid_input' });
      expect((error as Error).message).toBe('--env takes KEY=VALUE, and this has no "=" after a name.');
    }
  });

  it('is undefined where nothing was given, which is not the same as nothing in it', () => {
    expect(readPairs(undefined, env)).toBeUndefined();
    expect(lastValues(undefined)).toBeUndefined();
    expect(oneOrMany(undefined)).toBeUndefined();
  });
});

it('a later variable replaces an earlier one of its name', () => {
  expect(lastValues(readPairs(['A=1', 'A=2'], env))).toEqual({ A: '2' });
});

it('a parameter that is given several times is a list', () => {
  expect(oneOrMany(readPairs(['path=/a', 'path=/b', 'depth=3'], { ...env, option: '--param' }))).toEqual({
    path: ['/a', '/b'],
    depth: '3',
  });
});
