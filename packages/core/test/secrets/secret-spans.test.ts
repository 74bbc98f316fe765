// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what these tests are about.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecretSpans } from '../../src/secrets/secret-spans.js';

/** Letters and digits as a generator of keys gives them; joined at run time, so that no scanner takes them for real. */
const RANDOM = ['q7Rk2', 'Zp9Xw4', 'Lm8Tc1', 'Vb6Ny3', 'Hd5Gs0', 'Jf2Ea7', 'Uo9Ki4'].join('');
const HEX = '0f9a3c7be15d2468'.repeat(4);

const found = (text: string, name?: string): string[] =>
  findSecretSpans(text, { name })
    .filter(({ certainty }) => certainty === 'secret')
    .map(({ start, end }) => text.slice(start, end));

const certainties = (text: string, name?: string): string[] =>
  findSecretSpans(text, { name }).map(({ certainty }) => certainty);

const FORMS: readonly (readonly [string, string])[] = [
  ['GitHub token', `ghp_${RANDOM.slice(0, 36)}`],
  ['fine-grained GitHub token', `github_pat_${RANDOM}`],
  ['GitLab token', `glpat-${RANDOM.slice(0, 20)}`],
  ['Anthropic key', `sk-ant-api03-${RANDOM}`],
  ['OpenAI key', `sk-proj-${RANDOM}`],
  ['older OpenAI key', `sk-${RANDOM}`],
  ['OpenRouter key', `sk-or-v1-${HEX}`],
  ['Slack bot token', `xoxb-1234567890-${RANDOM}`],
  ['Slack app token', `xapp-1-${RANDOM}`],
  ['AWS key id', 'AKIAIOSFODNN7QWERTYU'],
  ['Google key', `AIza${RANDOM.slice(0, 35)}`],
  ['npm token', `npm_${RANDOM.slice(0, 36)}`],
  ['JSON Web Token', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${RANDOM}`],
  ['Stripe key', `sk_live_${RANDOM}`],
  ['Hugging Face token', `hf_${RANDOM}`],
  ['Notion token', `ntn_${RANDOM.repeat(2).slice(0, 46)}`],
  ['Linear key', `lin_api_${RANDOM}`],
  ['Figma token', `figd_${RANDOM}`],
  ['Atlassian token', `ATATT3xFfGF0${RANDOM}`],
  ['Supabase token', `sbp_${HEX.slice(0, 40)}`],
  ['DigitalOcean token', `dop_v1_${HEX}`],
  ['Tavily key', `tvly-dev-${RANDOM}`],
  ['Firecrawl key', `fc-${HEX.slice(0, 32)}`],
  ['Groq key', `gsk_${RANDOM}`],
  ['Brave key', `BSA${RANDOM.slice(0, 28)}`],
  ['Telegram bot token', `1234567890:AA${RANDOM.slice(0, 33)}`],
  ['private key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${RANDOM}\n-----END OPENSSH PRIVATE KEY-----`],
];

describe('a secret is found by its form', () => {
  it.each(FORMS)('%s', (_name, secret) => {
    expect(found(secret)).toEqual([secret]);
    expect(found(`--option=${secret}, and more`)).toEqual([secret]);
    expect(found(`{"a":"${secret}"}`)).toEqual([secret]);
  });

  it.each(FORMS)('%s, and not within a longer word', (_name, secret) => {
    if (secret.startsWith('-')) return;
    expect(found(`a${secret}`)).toEqual([]);
  });

  it.each([
    'sk-your-key-goes-here-please',
    `ghp_${'x'.repeat(36)}`,
    'sk-ant-api03-xxxxxxxxxxxxxxxxxxxxxxxx',
    'xoxb-your-slack-bot-token',
  ])('%s is a placeholder', (text) => {
    expect(certainties(text)).toEqual(['placeholder']);
  });
});

describe('a secret is found by its place', () => {
  it.each([
    ['postgres://app:hunter2@db.example.net:5432/main', 'hunter2'],
    ['mongodb+srv://app:p4ss%21word@cluster0.mongodb.net', 'p4ss%21word'],
    [`https://${RANDOM}@github.com/owner/private.git`, RANDOM],
    [`https://api.vendor.dev/mcp?api_key=${RANDOM}&x=1`, RANDOM],
    [`https://api.vendor.dev/mcp?x=1&token=${HEX}`, HEX],
    [`--api-key=${RANDOM}`, RANDOM],
    [`API_KEY=${RANDOM}`, RANDOM],
    [`Authorization: Bearer ${RANDOM}`, RANDOM],
    [`Authorization:Bearer ${RANDOM}`, RANDOM],
    [`X-Api-Key: ${RANDOM}`, RANDOM],
    [`{"apiKey":"${RANDOM}","debug":false}`, RANDOM],
    ['--password=hunter2', 'hunter2'],
    ['PGPASSWORD=hunter2', 'hunter2'],
    [`--env=API_TOKEN=${RANDOM}`, RANDOM],
    ['{ password: "two words" }', 'two words'],
  ])('%s', (text, secret) => {
    expect(found(text)).toEqual([secret]);
  });

  it.each([
    'postgres://app@localhost:5432/main',
    'postgresql://localhost/mydb',
    'https://mcp.vendor.dev/v1/mcp?project=0f9a3c7be15d2468',
    'git@github.com:owner/repository.git',
    'npx -y @scope/package@1.2.3',
    '/Users/someone/Documents/Project-2024/src/index.ts',
    'C:\\Users\\someone\\AppData\\Roaming\\npm',
    'Use bearer authentication with tokens',
    'https://host/path?keyword=value',
  ])('nothing is found in %s', (text) => {
    expect(certainties(text)).toEqual([]);
  });
});

describe('a secret is found by its name', () => {
  it.each([
    ['OPENAI_API_KEY', RANDOM],
    ['GITHUB_TOKEN', HEX],
    ['apiKey', RANDOM],
    ['X-API-Key', RANDOM],
    ['TOKEN_2', RANDOM],
    ['DB_PASSWORD', 'hunter2'],
    ['CLIENT_SECRET', 'opensesame'],
    ['Authorization', `Basic ${RANDOM}`],
    ['SENTRY_AUTH_TOKEN', '6f1ed002-ab54-4c1c-8d0a-9a1b2c3d4e5f'],
  ])('%s', (name, value) => {
    expect(certainties(value, name)).toEqual(['secret']);
  });

  it.each([
    ['MAX_TOKENS', '4096'],
    ['MAX_MCP_OUTPUT_TOKENS', '12000'],
    ['KEY_FILE', '/home/someone/.ssh/id_ed25519'],
    ['AUTH_TYPE', 'oauth2'],
    ['API_KEY_HEADER', 'X-Api-Key'],
    ['TOKEN_INDEX_DIR', '/Users/user/Work/v2/token-index'],
    ['SECRET_NAME', 'projects/1234/secrets/token'],
    ['PUBLIC_KEY', RANDOM],
    ['MONKEY', RANDOM],
    ['AUTHOR', RANDOM],
    ['USE_PASSWORD', 'true'],
    ['GITHUB_TOKEN', ''],
    ['GITHUB_TOKEN', '  '],
    ['PATH', '/usr/local/bin:/usr/bin:/bin'],
    ['NODE_ENV', 'production'],
    ['BUILD_ID', RANDOM],
  ])('%s=%s is no secret', (name, value) => {
    expect(certainties(value, name)).toEqual([]);
  });

  it.each(['us-east-1', 'gemini', 'name'.repeat(3)])(
    '%s under the name of a key is possibly one',
    (value) => {
      expect(certainties(value, 'API_KEY')).toEqual(['possible']);
    },
  );

  it.each([
    '<your-key>',
    'YOUR_API_KEY',
    'xxx',
    'xxxxxxxx',
    '***',
    '...',
    '{secret}',
    '[token]',
    '{{token}}',
    'API_KEY',
    'your-api-key-here',
    'changeme',
    'PLACEHOLDER_TOKEN',
    'insert key',
    'example',
    'password',
    'REDACTED',
    'TODO',
    'my-secret-token',
    '<YOUR TOKEN>',
    'test',
  ])('%s is a placeholder', (value) => {
    expect(certainties(value, 'API_KEY')).toEqual(['placeholder']);
    expect(certainties(value, 'DB_PASSWORD')).toEqual(['placeholder']);
  });

  it('any value that the catalogue marks is one, unless it is a reference or a placeholder', () => {
    const marked = (text: string) =>
      findSecretSpans(text, { name: 'DSN', marked: true }).map(({ certainty }) => certainty);
    expect(marked('anything')).toEqual(['secret']);
    expect(marked('<dsn>')).toEqual(['placeholder']);
    expect(marked('${env:DSN}')).toEqual([]);
  });
});

describe('a reference is no secret', () => {
  it.each([
    '${env:API_KEY}',
    '${input:key}',
    '${API_KEY}',
    '${API_KEY:-}',
    '$API_KEY',
    '%API_KEY%',
    '{env:API_KEY}',
    '${{ secrets.API_KEY }}',
    '$(pass show api)',
    'Bearer ${env:API_KEY}',
    'Bearer $TOKEN',
    'Basic ${input:auth}',
    'postgres://app:${env:PASSWORD}@host/db',
    '--api-key=${env:KEY}',
    'Authorization: Bearer ${env:TOKEN}',
    'https://host/mcp?api_key=${env:KEY}',
  ])('%s', (text) => {
    for (const name of [undefined, 'API_KEY', 'DB_PASSWORD', 'Authorization']) {
      expect(certainties(text, name)).toEqual([]);
    }
  });

  it('beside a literal one leaves that to be found', () => {
    expect(found(`\${env:USER}:${RANDOM}`, 'API_KEY')).toEqual([`:${RANDOM}`]);
    expect(found('postgres://${env:USER}:hunter2@host/db')).toEqual(['hunter2']);
  });
});

describe('a pair within the value of a pair', () => {
  it('is looked at, a few deep', () => {
    expect(found('auth=pass=opensesame')).toEqual(['opensesame']);
    expect(found('auth=auth=auth=pass=opensesame')).toEqual(['opensesame']);
  });

  it('leaves those after it to be found', () => {
    const pairs = Array.from({ length: 50 }, (_, n) => `auth=auth=auth=auth=auth=x${n} password=hunter${n}`);
    expect(found(pairs.join(' '))).toEqual(pairs.map((_, n) => `hunter${n}`));
  });
});

describe('spans', () => {
  it('are in order, within the text, and do not overlap, whatever the text', () => {
    const piece = fc.constantFrom(
      'ghp_',
      RANDOM,
      '://',
      ':',
      '@',
      '=',
      ' ',
      '"',
      'API_KEY',
      'Bearer ',
      '${env:X}',
      '$',
      '{',
      'é',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.option(piece, { nil: undefined }),
        (pieces, name) => {
          const text = pieces.join('');
          let last = 0;
          for (const { start, end } of findSecretSpans(text, { name })) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    'a',
    'a=',
    'eyJaaaaaaaaa-',
    '${',
    '$(',
    'a://',
    'sk-',
    'token=b ',
    'Bearer ',
    '-----BEGIN ',
    'ghp_',
    'key=',
    'key="',
    'key=x,',
    'token: ',
    'token: token ',
    'token:token\t',
    'key: bearer ',
    'Authorization: Basic ',
    'key=$A',
  ])(
    'of the longest text made of %j are found without stalling',
    (piece) => {
      const text = piece.repeat(Math.floor(65_536 / piece.length));
      expect(findSecretSpans(text, { name: 'OTHER' }).every(({ end }) => end <= text.length)).toBe(true);
    },
    5_000,
  );
});
