import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readTextFields } from '../src/text-input.js';

const schema = z.strictObject({
  limit: z.int().default(50),
  ratio: z.number().optional(),
  force: z.boolean().optional(),
  name: z.string(),
  params: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.string()).optional(),
});

describe('text where data is wanted', () => {
  it.each([
    ['an integer', { limit: '20' }, { limit: 20 }],
    ['a negative fraction', { ratio: '-0.5' }, { ratio: -0.5 }],
    ['true', { force: 'true' }, { force: true }],
    ['false', { force: 'false' }, { force: false }],
    ['an object as JSON text', { params: '{"path":"/tmp"}' }, { params: { path: '/tmp' } }],
    ['a list as JSON text', { tags: '["a","b"]' }, { tags: ['a', 'b'] }],
  ])('reads %s', (_what, input, output) => {
    expect(readTextFields(schema, input)).toEqual(output);
  });

  it.each([
    ['a number written otherwise', { limit: '1e3' }],
    ['an empty text', { limit: '' }],
    ['a blank', { limit: ' 1' }],
    ['a boolean written otherwise', { force: 'yes' }],
    ['JSON that does not parse', { params: '{path}' }],
    ['text where text is wanted', { name: '12' }],
    ['a field that is not known', { other: '12' }],
  ])('leaves %s for the schema to judge', (_what, input) => {
    expect(readTextFields(schema, input)).toEqual(input);
  });

  it('leaves data that came as data', () => {
    const input = { limit: 3, params: { a: 'b' }, name: 'x' };
    expect(readTextFields(schema, input)).toEqual(input);
  });
});
