import { expect, test } from 'vitest';
import { startApi } from '../support/start-api.js';

const PROTECTING = /^(?:content-security-policy|cross-origin-|origin-agent|referrer-|x-(?!request-id))/;

const protecting = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => PROTECTING.test(name)));

const DATA = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

test('data comes with the headers that matter to data, whether a request succeeds or fails', async () => {
  const api = await startApi();
  for (const path of ['/v1/clients', '/openapi.json', '/health', '/nothing', '/v1/clients/none']) {
    expect(protecting(await api.request(path)), path).toEqual(DATA);
  }
  expect(protecting(await fetch(`${api.url}/v1/clients`))).toEqual(DATA);
});

test('a page keeps the policy of its own, and may not be framed elsewhere or reached by what opened it', async () => {
  const api = await startApi();
  const page = protecting(await fetch(`${api.url}/docs`));
  expect(page).toEqual({
    'content-security-policy': expect.stringContaining("'self'"),
    'cross-origin-opener-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  });
});
