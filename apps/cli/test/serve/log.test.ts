import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/serve/log.js';
import { LOG_LEVELS, levelOfStatus } from '../../src/serve/log-level.js';

type Level = (typeof LOG_LEVELS)[number];

/** What a log of this level and format writes of these records, all of them of one level. */
function written(
  records: readonly object[],
  {
    level = 'info',
    of = 'info',
    format = 'json',
  }: { level?: Level; of?: Level; format?: 'json' | 'pretty' } = {},
): string[] {
  const lines: string[] = [];
  const log = createLog({ level, format, write: (text) => lines.push(text) });
  for (const record of records) log(of, { ...record });
  return lines;
}

const REQUEST = {
  request_id: 'r-1',
  method: 'GET',
  route: '/v1/clients',
  status: 200,
  duration_ms: 1.5,
  principal: 'token:tok_1',
};

describe('the log', () => {
  it.each([
    ['critical', ['critical']],
    ['warning', ['critical', 'error', 'warning']],
    ['info', ['critical', 'error', 'warning', 'info']],
    ['trace', [...LOG_LEVELS]],
  ] as const)('at %s holds what is as grave or graver', (level, expected) => {
    const said = LOG_LEVELS.flatMap((of) => written([{ said: of }], { level, of }));
    expect(said.map((text) => JSON.parse(text).said)).toEqual(expected);
  });

  it('has one JSON object a line, with its time and level, whatever a record holds', () => {
    const [text = ''] = written([{ text: 'a\nb' }]);
    expect(text).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(text)).toEqual({ time: expect.stringMatching(/Z$/), level: 'info', text: 'a\nb' });
  });

  it.each(['json', 'pretty'] as const)('masks what is secret by its name, as %s', (format) => {
    const text = written(
      [{ token: 's3cret', headers: { authorization: 'Bearer s3cret' }, api_key: 's3cret', route: '/' }],
      { format },
    ).join('');
    expect(text).not.toContain('s3cret');
    expect(text).toContain('********');
  });

  it.each([
    [{ token: 's3cret' }, { route: '/' }],
    [{ route: '/' }, { token: 's3cret' }],
    [{ headers: { authorization: 's3cret' } }, { route: '/' }],
  ])('masks it too where records have members in common: %j', (common, record) => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', format: 'json', write: (text) => lines.push(text) });
    log.about(common)('info', record);
    expect(lines.join('')).not.toContain('s3cret');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ route: '/', level: 'info' });
  });

  it('is for people where it is wanted so: a line with what matters, and the text of an error below', () => {
    const [request = ''] = written([REQUEST], { format: 'pretty' });
    expect(stripVTControlCharacters(request)).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} info {5}GET \/v1\/clients 200 1\.5 ms request_id=r-1 principal=token:tok_1\n$/,
    );
    const [failure = ''] = written([{ operation: 'publish_config', error: 'Error: no\n    at x' }], {
      of: 'error',
      format: 'pretty',
    });
    expect(stripVTControlCharacters(failure)).toMatch(
      /error {4}operation=publish_config\nError: no\n {4}at x\n$/,
    );
  });

  it('lets nothing of a caller steer a terminal', () => {
    const record = { ...REQUEST, request_id: '\u001b[2J\u202e', error: 'a\u001b]0;x\u0007' };
    const [text = ''] = written([record], { format: 'pretty' });
    for (const bad of ['\u202e', '\u001b[2J', '\u001b]']) expect(text).not.toContain(bad);
    expect(text).toContain('\\u{1b}[2J');
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
