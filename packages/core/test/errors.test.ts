import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorCode, EXIT_CODE, HTTP_STATUS, OrchestrationError } from '../src/errors.js';

const CODES = Object.keys(ERRORS) as ErrorCode[];

describe('the table of errors', () => {
  it.each(CODES)('%s has words for people and a kind with a status and an exit code', (code) => {
    const { kind, message, hint } = new OrchestrationError(code);
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(message).toMatch(/^[A-Z].*\.$/);
    if (hint !== undefined) expect(hint).toMatch(/^[A-Z].{5,}$/);
    expect(HTTP_STATUS[kind]).toBeGreaterThanOrEqual(400);
    expect(EXIT_CODE[kind]).toBeGreaterThan(0);
  });

  it('gives each kind the status and the exit code that scripts rely on', () => {
    expect({ HTTP_STATUS, EXIT_CODE }).toEqual({
      HTTP_STATUS: {
        invalid: 400,
        unauthenticated: 401,
        forbidden: 403,
        not_found: 404,
        method_not_allowed: 405,
        conflict: 409,
        too_large: 413,
        unsupported_media: 415,
        rate_limited: 429,
        unavailable: 503,
        internal: 500,
      },
      EXIT_CODE: {
        invalid: 2,
        unauthenticated: 5,
        forbidden: 5,
        not_found: 3,
        method_not_allowed: 2,
        conflict: 4,
        too_large: 2,
        unsupported_media: 2,
        rate_limited: 6,
        unavailable: 6,
        internal: 1,
      },
    });
  });

  it('leaves exit code 7 to drift', () => {
    expect(Object.values(EXIT_CODE)).not.toContain(7);
  });
});

describe('an error', () => {
  it('takes words of its own in place of the defaults', () => {
    const error = new OrchestrationError('client_not_found', { message: 'No nobody.', hint: 'Look again.' });
    expect(error.toReport()).toEqual({
      code: 'client_not_found',
      kind: 'not_found',
      message: 'No nobody.',
      hint: 'Look again.',
    });
  });

  it('reports its details, and neither cause nor stack', () => {
    const errors = [{ code: 'custom', field: 'a.0', message: 'No.' }];
    const error = new OrchestrationError('invalid_input', { errors, cause: new Error('secret path /root') });
    expect(error.cause).toBeInstanceOf(Error);
    expect(Object.keys(error.toReport()).sort()).toEqual(['code', 'errors', 'kind', 'message']);
    expect(JSON.stringify(error.toReport())).not.toContain('secret');
  });

  it('is an Error that tells itself apart', () => {
    const error = new OrchestrationError('internal');
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe(`OrchestrationError: ${ERRORS.internal.message}`);
    expect('cause' in error).toBe(false);
  });
});
