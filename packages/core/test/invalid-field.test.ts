import { expect, it } from 'vitest';
import { invalidField } from '../src/invalid-field.js';

it('the error of a field names it for people and for programs', () => {
  expect(invalidField('a.b', 'No.').toReport()).toEqual({
    code: 'invalid_input',
    kind: 'invalid',
    message: 'a.b: No.',
    errors: [{ code: 'custom', field: 'a.b', message: 'No.' }],
  });
});
