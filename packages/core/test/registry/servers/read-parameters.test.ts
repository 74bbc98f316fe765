import { describe, expect, it } from 'vitest';
import { readParameters } from '../../../src/registry/servers/read-parameters.js';
import type { ServerParameter } from '../../../src/registry/servers/server-parameter.js';

const parameter = (more: Partial<ServerParameter> = {}): ServerParameter =>
  ({
    name: 'p',
    type: 'string',
    description: 'What it is for.',
    required: false,
    ...more,
  }) as ServerParameter;

/** The value of one parameter, or the message of its fault. */
function read(more: Partial<ServerParameter>, given?: unknown): unknown {
  const { values, errors } = readParameters([parameter(more)], given === undefined ? {} : { p: given });
  return errors[0]?.message ?? values.get('p');
}

describe('a value that is given', () => {
  it.each<[ServerParameter['type'], unknown, unknown]>([
    ['string', 'x', 'x'],
    ['number', 3, '3'],
    ['number', -0.5, '-0.5'],
    ['number', '3', '3'],
    ['number', '-1.5e3', '-1.5e3'],
    ['number', '2E+4', '2E+4'],
    ['boolean', true, 'true'],
    ['boolean', false, 'false'],
    ['boolean', 'true', 'true'],
    ['boolean', 'false', 'false'],
    ['string_list', ['a', 'b'], ['a', 'b']],
    ['string_list', 'a', ['a']],
  ])('of type %s: %j is read as %j', (type, given, expected) => {
    expect(read({ type }, given)).toEqual(expected);
  });

  it.each<[ServerParameter['type'], unknown]>([
    ['string', 1],
    ['string', ['a']],
    ['number', 'x'],
    ['number', ''],
    ['number', '1.'],
    ['number', '0x1F'],
    ['number', 'Infinity'],
    ['number', Number.NaN],
    ['number', true],
    ['boolean', 'yes'],
    ['boolean', 'True'],
    ['boolean', 1],
    ['string_list', []],
    ['string_list', [1]],
    ['string_list', ['a', null]],
    ['string_list', {}],
  ])('of type %s: %j is refused, and not repeated', (type, given) => {
    const { values, errors } = readParameters([parameter({ type })], { p: given });
    expect(values.size).toBe(0);
    expect(errors).toEqual([
      {
        code: 'INVALID_PARAMETER',
        message: expect.stringMatching(/^The parameter p is .+\.$/),
        field: 'params.p',
      },
    ]);
  });
});

describe('a value that is not given', () => {
  it('is the default', () => {
    expect(read({ default: 'd' })).toBe('d');
    expect(read({ default: 'd' }, 'x')).toBe('x');
    expect(read({ type: 'number', default: 5, required: true })).toBe('5');
  });

  it('is left out where it is optional', () => {
    expect(readParameters([parameter()], {})).toEqual({ values: new Map(), errors: [] });
  });

  it.each<[string, Partial<ServerParameter>, string]>([
    ['without an example', {}, ''],
    ['with an example', { example: '/a' }, ' For example: /a'],
    ['with an example of no text', { example: 0 }, ' For example: 0'],
    ['with an example of several', { type: 'string_list', example: ['/a', '/b'] }, ' For example: /a, /b'],
  ])('is missed where it is required: %s', (_, more, like) => {
    expect(read({ ...more, required: true })).toBe(`The parameter p is required: What it is for.${like}`);
  });
});

describe('a name that the server does not know', () => {
  it.each([
    [[], 'It takes none.'],
    [[parameter({ name: 'a' }), parameter({ name: 'b' })], 'It takes: a, b.'],
  ])('is refused with those that it does: %j', (parameters, hint) => {
    const { errors } = readParameters(parameters, { odd: 1, constructor: 2 });
    const message = `This server has no such parameter. ${hint}`;
    expect(errors).toEqual([
      { code: 'UNKNOWN_PARAMETER', message, field: 'params.odd' },
      { code: 'UNKNOWN_PARAMETER', message, field: 'params.constructor' },
    ]);
  });

  it('is none of those that every object has', () => {
    const { values, errors } = readParameters([parameter({ name: 'toString' })], {});
    expect([values.size, errors]).toEqual([0, []]);
  });
});
