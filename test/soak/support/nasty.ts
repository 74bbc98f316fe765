import type { Json } from '@mcp-orchestration/core';

/** Text that programs stumble over. */
export const NASTY_TEXT: readonly string[] = [
  '',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'CON',
  '\u0000',
  '\ud800',
  '\u202e\u2066',
  'a'.repeat(5_000),
  '${env:HOME}',
  '{path}',
  "'; drop table drafts; --",
  '<script>alert(1)</script>',
  '\r\nX-Injected: 1',
  '-1',
  '1e999',
  'https://[::1',
  '9007199254740993',
];

/** Any JSON that is not what was expected. */
export const NASTY: readonly Json[] = [
  ...NASTY_TEXT,
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  [],
  {},
  [[[[[[]]]]]],
  { __proto__x: 1 },
  Array.from({ length: 200 }, (_value, index) => index),
  { mcpServers: { a: { command: 'sh', args: ['-c', '$(id)'] } } },
  { mcpServers: { '': null } },
];
