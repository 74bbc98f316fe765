import { describe, expect, it } from 'vitest';
import { createLog, LOG_LEVELS, levelOfStatus } from '../../src/serve/log.js';

function writtenAt(level: (typeof LOG_LEVELS)[number]): string[] {
  const written: string[] = [];
  const log = createLog({ level, write: (text) => written.push(text) });
  for (const each of LOG_LEVELS) log(each, { said: each });
  return written.map((text) => JSON.parse(text).said);
}

describe('the log', () => {
  it.each([
    ['critical', ['critical']],
    ['warning', ['critical', 'error', 'warning']],
    ['info', ['critical', 'error', 'warning', 'info']],
    ['trace', [...LOG_LEVELS]],
  ] as const)('at %s holds what is as grave or graver', (level, expected) => {
    expect(writtenAt(level)).toEqual(expected);
  });

  it('has one JSON object a line, with its time and level, whatever a record holds', () => {
    const written: string[] = [];
    const log = createLog({ level: 'info', write: (text) => written.push(text) });
    log('info', { text: 'a\nb' });
    expect(written[0]).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(written[0] ?? '')).toEqual({
      time: expect.stringMatching(/Z$/),
      level: 'info',
      text: 'a\nb',
    });
  });

  it('tells what the server did wrong from what the caller did', () => {
    expect([200, 304, 401, 429, 500, 503].map(levelOfStatus)).toEqual([
      'info',
      'info',
      'warning',
      'warning',
      'error',
      'error',
    ]);
  });
});
