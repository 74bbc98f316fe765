import type { ParityCase } from '../parity-case.js';
import { add, CURSOR, KEYS, OWN_WORDS, PUBLISH, RELEASED, RELEASED_TWICE } from './steps.js';

const ONE = { mcpServers: { one: { command: 'node', args: ['one.js'] } } };
const OTHER = { mcpServers: { one: { command: 'node', args: ['1.js'] }, three: { command: 'three' } } };
const NO_ARTIFACT = 'f'.repeat(64);
const REVOKE = { call: 'revoke_key', input: { key_id: '@0.key_id' } } as const;

/** Releases: publishing, reading, comparing, verifying. */
export const releaseCases: readonly ParityCase[] = [
  {
    name: 'a draft is published once',
    given: [KEYS, add('one')],
    steps: [
      {
        call: 'publish_config',
        input: { ...CURSOR, changelog: 'First.' },
        gives: { status: 'published', version: 1, server_count: 1, changelog: 'First.' },
      },
      { call: 'publish_config', input: CURSOR, gives: { status: 'unchanged', version: 1 } },
    ],
  },
  {
    name: 'an empty draft is not published',
    given: [KEYS],
    steps: [{ ...PUBLISH, fails: 'draft_empty' }],
  },
  {
    name: 'nothing is published without a key',
    given: [add('one')],
    steps: [{ ...PUBLISH, fails: 'keys_missing' }],
  },
  {
    name: 'a literal secret is not published unless that is said',
    given: [KEYS, add('one', { env: { API_TOKEN: 'ghp_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2' } })],
    steps: [
      { ...PUBLISH, fails: 'draft_invalid', naming: ['one env.API_TOKEN'] },
      {
        call: 'publish_config',
        input: { ...CURSOR, allow_literal_secrets: true },
        gives: { status: 'published' },
      },
    ],
  },
  {
    name: 'a draft that a rollback went past is not published unless forced',
    given: [...RELEASED_TWICE, { call: 'rollback_config', input: { ...CURSOR, to: 1 } }, add('three')],
    steps: [
      { ...PUBLISH, fails: 'draft_outdated' },
      { call: 'publish_config', input: { ...CURSOR, force: true }, gives: { version: 4 } },
    ],
  },
  {
    name: 'a draft that was changed meanwhile is not published',
    given: [KEYS, add('one')],
    steps: [{ call: 'publish_config', input: { ...CURSOR, revision: 7 }, fails: 'revision_conflict' }],
  },
  {
    name: 'a draft of an unknown client is not published',
    given: [KEYS],
    steps: [{ call: 'publish_config', input: { client_id: 'nobody' }, fails: 'client_not_found' }],
  },
  {
    name: 'a changelog that is too long is refused',
    given: [KEYS, add('one')],
    steps: [
      {
        call: 'publish_config',
        input: { ...CURSOR, changelog: 'x'.repeat(2001) },
        fails: 'invalid_input',
        naming: ['changelog'],
      },
    ],
  },
  {
    name: 'a release is read by default, by version and by artifact',
    given: RELEASED_TWICE,
    steps: [
      { call: 'get_config', input: CURSOR, gives: { version: 2, metadata: { server_count: 2 } } },
      { call: 'get_config', input: { ...CURSOR, version: 1 }, gives: { version: 1, payload: ONE } },
      {
        call: 'get_config',
        input: { ...CURSOR, artifact_id: '@2.artifact_id' },
        gives: { version: 1, artifact_id: '@2.artifact_id' },
      },
    ],
  },
  {
    name: 'a profile without releases has none to read',
    steps: [{ call: 'get_config', input: CURSOR, fails: 'config_not_found' }],
  },
  {
    name: 'a release that is not there is not found',
    given: RELEASED,
    steps: [{ call: 'get_config', input: { ...CURSOR, version: 2 }, fails: 'release_not_found' }],
  },
  {
    name: 'an artifact of another profile is not found',
    given: RELEASED,
    steps: [
      {
        call: 'get_config',
        input: { ...CURSOR, artifact_id: NO_ARTIFACT },
        fails: 'artifact_not_found',
      },
      {
        call: 'get_config',
        input: { client_id: 'vscode', artifact_id: '@2.artifact_id' },
        fails: 'artifact_not_found',
      },
    ],
  },
  {
    name: 'an artifact id and a version that are none are both named',
    steps: [
      {
        call: 'get_config',
        input: { ...CURSOR, artifact_id: 'abc', version: 0 },
        fails: 'invalid_input',
        naming: ['artifact_id', 'version'],
      },
    ],
  },
  {
    name: 'a release that was signed by a revoked key is not given out',
    given: [...RELEASED, REVOKE],
    steps: [
      { call: 'get_config', input: CURSOR, fails: 'release_unverified' },
      { call: 'verify_config', input: CURSOR, gives: { valid: false, key_status: 'revoked' } },
    ],
  },
  {
    name: 'a release that was signed by a retired key verifies',
    given: [...RELEASED, { call: 'rotate_key' }],
    steps: [{ call: 'verify_config', input: CURSOR, gives: { valid: true, key_status: 'retired' } }],
  },
  {
    name: 'an older release verifies',
    given: RELEASED_TWICE,
    steps: [{ call: 'verify_config', input: { ...CURSOR, version: 1 }, gives: { valid: true, version: 1 } }],
  },
  {
    name: 'nothing is verified where there is nothing',
    steps: [{ call: 'verify_config', input: CURSOR, fails: 'config_not_found' }],
  },
  {
    name: 'releases are listed by pages, newest first',
    given: RELEASED_TWICE,
    steps: [
      {
        call: 'list_releases',
        input: { ...CURSOR, limit: 1 },
        gives: { releases: [{ version: 2 }], next_cursor: '2' },
      },
      {
        call: 'list_releases',
        input: { ...CURSOR, cursor: '@5.next_cursor' },
        gives: { releases: [{ version: 1 }] },
      },
    ],
  },
  {
    name: 'releases of an unknown client are not found',
    steps: [{ call: 'list_releases', input: { client_id: 'nobody' }, fails: 'client_not_found' }],
  },
  {
    name: 'a payload is compared with the latest release',
    given: RELEASED,
    steps: [
      { call: 'diff_config', input: { ...CURSOR, local_payload: ONE }, gives: { status: 'up-to-date' } },
      {
        call: 'diff_config',
        input: { ...CURSOR, local_payload: OTHER },
        gives: { status: 'diverged', modified: ['one'] },
      },
    ],
  },
  {
    name: 'an artifact that a caller has is compared with the latest release',
    given: RELEASED_TWICE,
    steps: [
      {
        call: 'diff_config',
        input: { ...CURSOR, local_artifact_id: '@2.artifact_id' },
        gives: { status: 'outdated', added: ['two'] },
      },
    ],
  },
  {
    name: 'two payloads are compared',
    steps: [
      {
        call: 'diff_config',
        input: { config1: ONE, config2: OTHER },
        gives: { added: ['three'], modified: ['one'] },
      },
    ],
  },
  {
    name: 'nothing to compare is refused',
    given: RELEASED,
    steps: [{ call: 'diff_config', input: CURSOR, fails: 'invalid_input', naming: ['local_payload'] }],
    not: { cli: 'without a file the command compares the draft' },
  },
  {
    name: 'a payload with a bad entry is refused by its place',
    given: RELEASED,
    steps: [
      {
        call: 'diff_config',
        input: { ...CURSOR, local_payload: { mcpServers: { bad: { command: 3 } } } },
        fails: 'invalid_input',
      },
    ],
  },
  {
    name: 'an older release is published again',
    given: RELEASED_TWICE,
    steps: [
      {
        call: 'rollback_config',
        input: { ...CURSOR, to: 1 },
        gives: { status: 'rolled_back', version: 3, rolled_back_to: 1, artifact_id: '@2.artifact_id' },
      },
      {
        call: 'rollback_config',
        input: { ...CURSOR, to: 3 },
        gives: { status: 'unchanged', version: 3, rolled_back_to: 3 },
      },
      { call: 'rollback_config', input: { ...CURSOR, to: 8 }, fails: 'release_not_found' },
    ],
  },
  {
    name: 'a rollback must say to where',
    given: RELEASED,
    steps: [{ call: 'rollback_config', input: CURSOR, fails: 'invalid_input', naming: ['to'] }],
    not: { cli: OWN_WORDS },
  },
];
