import { describe, expect, it } from 'vitest';
import { tokenCreate } from '../../src/commands/token-create.js';
import { tokenList } from '../../src/commands/token-list.js';
import { tokenRevoke } from '../../src/commands/token-revoke.js';
import { tokenRotate } from '../../src/commands/token-rotate.js';
import { printed, show } from '../support/answered.js';

const AT = '2025-01-01T00:00:00.000Z';
const ID = 'tok_0123456789abcdef01';

const TOKEN = {
  token_id: 'tok_1',
  name: 'ci',
  permissions: ['config:read' as const, 'config:deploy' as const],
  created_at: AT,
  expires_at: null,
};

const FACTS = ['id:          tok_1', 'name:        ci', 'permissions: config:read config:deploy'];

describe('token create', () => {
  const create = (more: object, options: object = {}) =>
    show(tokenCreate, { create_token: { ...TOKEN, token: 'mcpo_secret', ...more } }, { options });

  it('shows the secret in the first line, as its third word', async () => {
    const { text, notes } = await create({});
    expect(text).toBe(printed('Generated token: mcpo_secret', ...FACTS, 'expires:     never'));
    expect(text.split('\n')[0]?.split(' ')[2]).toBe('mcpo_secret');
    expect(notes).toEqual(['Its secret is shown this once; only a hash of it is kept.']);
  });

  it('shows what the token is limited to, and until when it lives', async () => {
    const { text } = await create({ clients: ['cursor', 'zed'], profiles: ['work'], expires_at: AT });
    expect(text).toBe(
      printed(
        'Generated token: mcpo_secret',
        ...FACTS,
        'clients:     cursor zed',
        'profiles:    work',
        `expires:     ${AT}`,
      ),
    );
  });

  it('hands on what is asked', async () => {
    const options = {
      name: 'ci',
      role: 'operator',
      permission: ['config:read'],
      client: ['cursor'],
      profile: ['work'],
      expires: '30d',
    };
    expect((await create({}, options)).calls).toEqual([
      [
        'create_token',
        {
          name: 'ci',
          role: 'operator',
          permissions: ['config:read'],
          clients: ['cursor'],
          profiles: ['work'],
          expires_in: '30d',
        },
      ],
    ]);
  });
});

describe('token rotate', () => {
  it('shows the new secret, and hands on how long the old one lives', async () => {
    const told = { rotate_token: { ...TOKEN, token: 'mcpo_next' } };
    const { text, calls } = await show(tokenRotate, told, { args: ['tok_1'], options: { grace: '1h' } });
    expect(text).toBe(printed('Generated token: mcpo_next', ...FACTS, 'expires:     never'));
    expect(calls).toEqual([['rotate_token', { token_id: 'tok_1', grace: '1h' }]]);
  });
});

describe('token revoke', () => {
  it('asks first', async () => {
    const told = { revoke_token: { status: 'revoked' as const, token_id: ID, revoked_at: AT } };
    const { text, questions } = await show(tokenRevoke, told, { args: [ID] });
    expect(questions).toEqual(['Revoke the token tok_0123456789abcdef01 for ever?']);
    expect(text).toBe(
      'Revoked the token tok_0123456789abcdef01; running servers refuse it within a second.\n',
    );
  });
});

describe('token list', () => {
  const item = { ...TOKEN, revoked_at: null, last_used_at: null, usage_count: 0 };

  it('shows how each token stands', async () => {
    const tokens = [
      { ...item, last_used_at: AT, usage_count: 12, expires_at: '9999-01-01T00:00:00.000Z' },
      { ...item, token_id: 'tok_2', expires_at: AT },
      { ...item, token_id: 'tok_3', expires_at: AT, revoked_at: AT },
    ];
    const { text } = await show(tokenList, { list_tokens: { tokens, count: 3 } });
    expect(text).toBe(
      printed(
        'STATUS   TOKEN  NAME  PERMISSIONS                LAST USED                 USES',
        `live     tok_1  ci    config:read config:deploy  ${AT}  12`,
        'expired  tok_2  ci    config:read config:deploy  never                     0',
        'revoked  tok_3  ci    config:read config:deploy  never                     0',
      ),
    );
  });

  it('says that there is none', async () => {
    const { text } = await show(tokenList, { list_tokens: { tokens: [], count: 0 } });
    expect(text).toBe('There is no token. Make one with: mcp-orchestration token create\n');
  });
});
