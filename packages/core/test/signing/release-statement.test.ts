import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/sha256.js';
import { canonicalJson } from '../../src/signing/canonical-json.js';
import {
  parseStatement,
  type ReleaseStatement,
  readStatement,
  releaseHash,
  statementBytes,
} from '../../src/signing/release-statement.js';

const statement: ReleaseStatement = {
  schema: 'mcp-orchestration/release/v1',
  client_id: 'cursor',
  profile_id: 'default',
  version: 2,
  artifact_id: 'a'.repeat(64),
  previous: 'b'.repeat(64),
  created_at: '2026-01-01T00:00:00.000Z',
  changelog: null,
  metadata: { generator: 'test', server_count: 1 },
};

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a release statement', () => {
  it('is read back from its bytes', () => {
    expect(parseStatement(statementBytes(statement))).toEqual(statement);
  });

  it('is hashed over its canonical bytes, which are these for ever', () => {
    expect(new TextDecoder().decode(statementBytes(statement))).toBe(
      `{"artifact_id":"${'a'.repeat(64)}","changelog":null,"client_id":"cursor","created_at":"2026-01-01T00:00:00.000Z",` +
        `"metadata":{"generator":"test","server_count":1},"previous":"${'b'.repeat(64)}","profile_id":"default",` +
        `"schema":"mcp-orchestration/release/v1","version":2}`,
    );
    expect(releaseHash(statement)).toBe(sha256Hex(statementBytes(statement)));
  });

  it.each<[string, object]>([
    ['another schema', { schema: 'mcp-orchestration/release/v2' }],
    ['a field more', { note: 'x' }],
    ['a field of the metadata more', { metadata: { ...statement.metadata, note: 'x' } }],
    ['a client that is no identifier', { client_id: '../x' }],
    ['version 0', { version: 0 }],
    ['a version that is no integer', { version: 1.5 }],
    ['an artifact that is no hash', { artifact_id: 'A'.repeat(64) }],
    ['a previous that is no hash', { previous: '' }],
    ['a time that is none', { created_at: 'yesterday' }],
    ['a changelog that is too long', { changelog: 'x'.repeat(2001) }],
  ])('is none with %s', (_name, change) => {
    expect(parseStatement(bytesOf(canonicalJson({ ...statement, ...change })))).toBeUndefined();
  });

  it.each([
    ['blanks', JSON.stringify(statement, undefined, 1)],
    ['another order', JSON.stringify(statement)],
    ['a member twice', canonicalJson(statement).replace('"version":2', '"version":1,"version":2')],
    ['a byte order mark', `\ufeff${canonicalJson(statement)}`],
    ['an own __proto__', canonicalJson(statement).replace('{', '{"__proto__":{},')],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('is none with %s: one statement has one form', (_name, text) => {
    expect(parseStatement(bytesOf(text))).toBeUndefined();
  });

  it('is none where the bytes are no UTF-8', () => {
    const bytes = statementBytes({ ...statement, changelog: 'é' });
    expect(parseStatement(Uint8Array.from(bytes, (byte) => (byte === 0xc3 ? 0xff : byte)))).toBeUndefined();
  });

  it('that a release does not carry is reported', () => {
    const release = {
      client_id: 'cursor',
      profile_id: 'default',
      version: 1,
      artifact_id: '',
      signing_key_id: '',
      release_hash: '',
      created_at: '',
    };
    for (const signature of ['', 'a.b', '..', 'e30.e30.e30']) {
      expect(() => readStatement({ ...release, signature })).toThrowError(
        expect.objectContaining({ code: 'release_unverified' }),
      );
    }
  });
});
