// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to variables are meant as they stand.
import { describe, expect, it } from 'vitest';
import { copy } from '../../src/commands/copy.js';
import { draftAdd } from '../../src/commands/draft-add.js';
import { draftClear } from '../../src/commands/draft-clear.js';
import { draftImport } from '../../src/commands/draft-import.js';
import { draftRemove } from '../../src/commands/draft-remove.js';
import { draftReset } from '../../src/commands/draft-reset.js';
import { draftShow } from '../../src/commands/draft-show.js';
import { validate } from '../../src/commands/validate.js';
import { printed, show } from '../support/answered.js';

const MAIN = { client: 'cursor', profile: 'default' } as const;
const WORK = { client: 'cursor', profile: 'work' } as const;

const DRAFT = {
  client_id: 'cursor',
  profile_id: 'work',
  draft: {
    mcpServers: {
      fs: { command: 'npx', args: ['-y', 'server-fs@1.0.0', '/notes'], env: { LEVEL: 'debug' } },
      docs: {
        type: 'http' as const,
        url: 'https://docs.example/mcp',
        headers: { Authorization: '${env:T}' },
      },
    },
  },
  servers: ['fs', 'docs'],
  server_count: 2,
  revision: 7,
  base_version: 3,
  updated_at: '2025-01-01T00:00:00.000Z',
};

const DRAFT_TEXT = printed(
  'cursor/work draft, revision 7, begun from release 3: 2 servers',
  'NAME  TYPE   STARTS OR REACHES         VARIABLES AND HEADERS',
  'fs    stdio  npx -y server-fs@1.0.0 …  LEVEL',
  'docs  http   https://docs.example/mcp  Authorization',
);

const EMPTY = {
  ...DRAFT,
  draft: { mcpServers: {} },
  servers: [],
  server_count: 0,
  revision: 0,
  base_version: null,
  updated_at: null,
};

describe('draft show', () => {
  it('shows the servers in a table', async () => {
    const { text, calls } = await show(draftShow, { view_draft_config: DRAFT }, { options: WORK });
    expect(text).toBe(DRAFT_TEXT);
    expect(calls).toEqual([['view_draft_config', { client_id: 'cursor', profile_id: 'work' }]]);
  });

  it('shows a line alone where there are none', async () => {
    const { text } = await show(draftShow, { view_draft_config: EMPTY }, { options: WORK });
    expect(text).toBe('cursor/work draft, revision 0: 0 servers\n');
  });
});

describe('draft reset', () => {
  it('asks for the release that is named, and shows the draft', async () => {
    const reset = await show(draftReset, { reset_draft: DRAFT }, { options: { ...WORK, release: '2' } });
    expect(reset.text).toBe(DRAFT_TEXT);
    expect(reset.questions).toEqual(['Put release 2 in place of the draft of cursor/work?']);
    expect(reset.calls).toEqual([['reset_draft', { client_id: 'cursor', profile_id: 'work', version: '2' }]]);
  });

  it('asks for the latest where none is', async () => {
    const reset = await show(draftReset, { reset_draft: DRAFT }, { options: WORK });
    expect(reset.questions).toEqual(['Put the latest release in place of the draft of cursor/work?']);
    expect(reset.calls).toEqual([['reset_draft', { client_id: 'cursor', profile_id: 'work' }]]);
  });
});

describe('draft clear', () => {
  it.each([
    [1, 'it had 1 server'],
    [3, 'it had 3 servers'],
  ])('asks, and says how many there were: %i', async (count, words) => {
    const answer = {
      status: 'cleared' as const,
      client_id: 'cursor',
      profile_id: 'work',
      previous_count: count,
      revision: 8,
    };
    const cleared = await show(draftClear, { clear_draft_config: answer }, { options: WORK });
    expect(cleared.questions).toEqual(['Take every server out of the draft of cursor/work?']);
    expect(cleared.text).toBe(`Cleared the draft of cursor/work; ${words}.\n`);
  });
});

describe('draft add', () => {
  const added = { ...DRAFT, status: 'added' as const, server_name: 'fs' };
  const add = (args: string[], options: object) =>
    show(draftAdd, { add_server_to_config: added }, { args, options: { ...MAIN, ...options } });
  const key = { client_id: 'cursor', profile_id: 'default' };

  it('says what was added, and what is next', async () => {
    const { text, notes } = await add(['filesystem'], {});
    expect(text).toBe('Added fs to the draft of cursor/work: 2 servers.\n');
    expect(notes).toEqual(['Next: mcp-orchestration publish -c cursor']);
  });

  it.each<[string, string[], object, object]>([
    [
      'a server of the catalogue',
      ['filesystem'],
      { param: ['path=/a', 'path=/b'], env: ['A=1'], name: 'fs', revision: '4' },
      {
        server_id: 'filesystem',
        params: { path: ['/a', '/b'] },
        env_vars: { A: '1' },
        server_name: 'fs',
        revision: '4',
      },
    ],
    ['a program alone', [], { command: 'srv' }, { server: { command: 'srv' } }],
    [
      'a program with all that it takes',
      [],
      { command: 'srv', arg: ['-x', 'y'], env: ['A=b=c'], cwd: '/srv' },
      { server: { command: 'srv', args: ['-x', 'y'], env: { A: 'b=c' }, cwd: '/srv' } },
    ],
    ['an address', [], { url: 'https://x.dev' }, { server: { type: 'http', url: 'https://x.dev' } }],
    [
      'an address with headers',
      [],
      { url: 'https://x.dev', transport: 'sse', header: ['X-A: 1', 'X-B:2'] },
      { server: { type: 'sse', url: 'https://x.dev', headers: { 'X-A': '1', 'X-B': '2' } } },
    ],
  ])('hands on %s', async (_, args, options, fields) => {
    const { calls } = await add(args, options);
    expect(calls).toEqual([['add_server_to_config', { ...key, ...fields }]]);
  });

  it.each<[string, string[], object]>([
    ['nothing to add', [], {}],
    ['a server of the catalogue with a command', ['filesystem'], { command: 'x' }],
    ['a server of the catalogue with an argument', ['filesystem'], { arg: ['x'] }],
    ['a server of the catalogue with a folder', ['filesystem'], { cwd: '/' }],
    ['a server of the catalogue with an address', ['filesystem'], { url: 'https://x.dev' }],
    ['a server of the catalogue with a transport', ['filesystem'], { transport: 'sse' }],
    ['a server of the catalogue with a header', ['filesystem'], { header: ['A: b'] }],
    ['a command with an address', [], { command: 'x', url: 'https://x.dev' }],
    ['a command with a transport', [], { command: 'x', transport: 'http' }],
    ['a command with a header', [], { command: 'x', header: ['A: b'] }],
    ['an address with a variable', [], { url: 'https://x.dev', env: ['A=1'] }],
    ['an address with an argument', [], { url: 'https://x.dev', arg: ['x'] }],
    ['an address with a folder', [], { url: 'https://x.dev', cwd: '/' }],
  ])('refuses %s', async (_, args, options) => {
    await expect(add(args, options)).rejects.toMatchObject({
      code: 'invalid_input',
      hint: 'See: mcp-orchestration draft add --help',
    });
  });
});

describe('draft remove', () => {
  it('says what was taken out', async () => {
    const answer = { ...EMPTY, status: 'removed' as const, server_name: 'fs' };
    const removed = await show(
      draftRemove,
      { remove_server_from_config: answer },
      { args: ['fs'], options: { ...WORK, revision: '7' } },
    );
    expect(removed.text).toBe('Took fs out of the draft of cursor/work: 0 servers.\n');
    expect(removed.notes).toEqual(['Next: mcp-orchestration publish -c cursor -p work']);
    expect(removed.calls).toEqual([
      [
        'remove_server_from_config',
        { client_id: 'cursor', profile_id: 'work', server_name: 'fs', revision: '7' },
      ],
    ]);
  });
});

describe('draft import', () => {
  const answer = { ...DRAFT, status: 'imported' as const, imported: ['fs', 'docs'], skipped: [] };

  it('names what came in', async () => {
    const { text, notes } = await show(draftImport, { import_config: answer }, { options: WORK });
    expect(text).toBe('Imported 2 servers into the draft of cursor/work: fs, docs\n');
    expect(notes).toEqual(['Next: mcp-orchestration validate -c cursor -p work']);
  });

  it('tells what stayed out, and where secrets went', async () => {
    const skipped = [{ name: 'odd', reason: 'It has neither a command nor a url.' }];
    const told = { ...answer, imported: ['fs'], skipped, secrets_file: '/home/ada/secrets/1.json' };
    const { text } = await show(draftImport, { import_config: told }, { options: WORK });
    expect(text).toBe(
      printed(
        'Imported 1 server into the draft of cursor/work: fs',
        'SKIPPED  WHY',
        'odd      It has neither a command nor a url.',
        'The values of the secrets are in /home/ada/secrets/1.json',
      ),
    );
  });
});

describe('copy', () => {
  const answer = {
    ...DRAFT,
    status: 'copied' as const,
    copied: ['fs'],
    skipped: [{ name: 'docs', reason: 'It is in the draft already.' }],
    untranslated: [
      { name: 'fs', field: 'extra.cursor.envFile', reason: 'Zed has no such member.' },
      { name: 'old', reason: 'Zed has no SSE.' },
    ],
  };

  it('tells what came over, what did not and why', async () => {
    const options = { ...MAIN, to: 'zed', toProfile: 'work', replace: true };
    const { text, notes, calls } = await show(copy, { copy_config: answer }, { options });
    expect(text).toBe(
      printed(
        'Copied 1 server into the draft of cursor/work: fs',
        'NOT TRANSLATED  FIELD                 WHY',
        'fs              extra.cursor.envFile  Zed has no such member.',
        'old             all                   Zed has no SSE.',
        'SKIPPED  WHY',
        'docs     It is in the draft already.',
      ),
    );
    expect(notes).toEqual(['Next: mcp-orchestration publish -c cursor -p work']);
    expect(calls).toEqual([
      [
        'copy_config',
        {
          client_id: 'cursor',
          profile_id: 'default',
          to_client_id: 'zed',
          to_profile_id: 'work',
          replace: true,
        },
      ],
    ]);
  });

  it('is a line where nothing came', async () => {
    const nothing = { ...answer, copied: [], skipped: [], untranslated: [] };
    const { text } = await show(copy, { copy_config: nothing }, { options: { ...MAIN, to: 'zed' } });
    expect(text).toBe('Copied 0 servers into the draft of cursor/work\n');
  });

  it('wants to know where to', async () => {
    await expect(show(copy, {}, { options: MAIN })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('validate', () => {
  const answer = {
    valid: true,
    errors: [],
    warnings: [],
    server_count: 2,
    client_id: 'cursor',
    profile_id: 'default',
    validated_at: '2025-01-01T00:00:00.000Z',
  };

  it('says that a draft is valid, and what is next', async () => {
    const valid = await show(validate, { validate_config: answer }, { options: MAIN });
    expect(valid.text).toBe('Valid: the draft of cursor/default (2 servers)\n');
    expect(valid.notes).toEqual(['Next: mcp-orchestration publish -c cursor']);
    expect(valid.exitCode).toBe(0);
  });

  it('lists errors before warnings, with the place unless the message begins with it', async () => {
    const told = {
      ...answer,
      valid: false,
      errors: [
        {
          code: 'UNPINNED',
          message: 'The package has no version.',
          severity: 'error',
          server: 'fs',
          field: 'args.1',
        },
        { code: 'EMPTY', message: 'fs: The name is empty.', severity: 'error', server: 'fs' },
      ],
      warnings: [{ code: 'MANY', message: 'There are many servers.', severity: 'warning' }],
    } as const;
    const invalid = await show(
      validate,
      { validate_config: { ...told, errors: [...told.errors], warnings: [...told.warnings] } },
      { options: MAIN },
    );
    expect(invalid.text).toBe(
      printed(
        'Not valid: the draft of cursor/default (2 servers)',
        '  error fs args.1: The package has no version. UNPINNED',
        '  error fs: The name is empty. EMPTY',
        '  warning There are many servers. MANY',
      ),
    );
    expect(invalid.notes).toEqual([]);
    expect(invalid.exitCode).toBe(2);
  });
});
