// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what these tests are about.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASK, maskSecrets, maskText } from '../src/mask.js';
import type { ServerEntry } from '../src/registry/server-entry.js';

const CANARY = ['c4n4ry', 'Q7rK', '92ZpXw4Lm', '8TcVb6'].join('');

/** One entry for each place where a secret may stand. */
const PLACES: readonly ServerEntry[] = [
  { command: 'x', env: { API_KEY: CANARY } },
  { command: 'x', env: { PASSWORD: CANARY } },
  { command: 'x', env: { DATABASE_URL: `postgres://app:${CANARY}@host/db` } },
  { command: 'x', env: { OPTIONS: `--token=${CANARY} --verbose` } },
  { command: 'x', args: ['--api-key', CANARY] },
  { command: 'x', args: [`--api-key=${CANARY}`] },
  { command: 'x', args: ['-e', `API_KEY=${CANARY}`] },
  { command: 'x', args: ['--header', `Authorization:Bearer ${CANARY}`] },
  { command: 'x', args: ['--config', `{"nested":{"apiKey":"${CANARY}"}}`] },
  { command: `x --token=${CANARY}` },
  { command: 'x', cwd: `https://u:${CANARY}@host/` },
  { type: 'http', url: `https://host/mcp?token=${CANARY}` },
  { type: 'http', url: `https://u:${CANARY}@host/mcp` },
  { type: 'sse', url: 'https://host', headers: { Authorization: `Bearer ${CANARY}` } },
  { type: 'http', url: 'https://host', headers: { Authorization: CANARY } },
  { type: 'http', url: 'https://host', headers: { 'X-API-Key': CANARY } },
  { type: 'http', url: 'https://host', extra: { oauth: { clientSecret: CANARY } } },
  { type: 'http', url: 'https://host', extra: { auth: [{ keys: [CANARY] }] } },
];

describe('masking', () => {
  it.each(PLACES.map((entry) => [JSON.stringify(entry), entry] as const))(
    'hides the secret of %s',
    (_text, entry) => {
      const masked = JSON.stringify(maskSecrets(entry));
      expect(masked).not.toContain(CANARY);
      expect(masked).toContain(MASK);
    },
  );

  it('leaves an entry without secrets as it is', () => {
    const entry: ServerEntry = {
      command: 'npx',
      args: ['-y', '@scope/server@1.2.3', '/home/someone/files', '--api-key', '${env:KEY}'],
      env: { API_KEY: '${env:API_KEY}', LOG_LEVEL: 'debug', TOKEN: '<your-token>' },
      enabled: false,
      extra: { timeout: 13, autoApprove: ['read'], nothing: null },
    };
    expect(maskSecrets(entry)).toEqual(entry);
  });

  it('hides short values under the names of secrets too', () => {
    expect(maskSecrets({ command: 'x', env: { API_KEY: 'short', NAME: 'short' } })).toEqual({
      command: 'x',
      env: { API_KEY: MASK, NAME: 'short' },
    });
  });

  it('hides what the catalogue marks as secret', () => {
    const entry = { command: 'x', env: { SENTRY_DSN: 'abc', OTHER: 'abc' } };
    expect(maskSecrets(entry, new Set(['SENTRY_DSN']))).toEqual({
      command: 'x',
      env: { SENTRY_DSN: MASK, OTHER: 'abc' },
    });
  });

  it('says nothing of how long a secret is', () => {
    const masks = [CANARY, CANARY.repeat(3)].map((secret) => maskText(`--token=${secret}`));
    expect(new Set(masks)).toEqual(new Set([`--token=${MASK}`]));
  });

  it('leaves the entry that it was given alone', () => {
    const entry = { command: 'x', env: { API_KEY: CANARY } };
    maskSecrets(entry);
    expect(entry.env.API_KEY).toBe(CANARY);
  });

  it('masks what is masked already to the same', () => {
    for (const entry of PLACES) expect(maskSecrets(maskSecrets(entry))).toEqual(maskSecrets(entry));
  });

  it('keeps the structure of fields that it does not know, __proto__ among them', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const extra = JSON.parse(JSON.stringify({ field: value }));
        const masked = maskSecrets({ command: 'x', extra }).extra;
        const shape = (data: unknown): unknown =>
          JSON.stringify(data, (_key, item) => (typeof item === 'string' ? '' : item));
        expect(shape(masked)).toBe(shape(extra));
      }),
    );
    const extra = JSON.parse(`{"__proto__":{"apiKey":"${CANARY}"}}`);
    expect(JSON.stringify(maskSecrets({ command: 'x', extra }).extra)).toBe(
      `{"__proto__":{"apiKey":"${MASK}"}}`,
    );
  });
});
