import { describe, expect, it } from 'vitest';
import { audit } from '../../src/commands/audit.js';
import { backupList } from '../../src/commands/backup-list.js';
import { backupRestore } from '../../src/commands/backup-restore.js';
import { backupShow } from '../../src/commands/backup-show.js';
import { clientList } from '../../src/commands/client-list.js';
import { clientSetPath } from '../../src/commands/client-set-path.js';
import { clientShow } from '../../src/commands/client-show.js';
import { discover } from '../../src/commands/discover.js';
import { init } from '../../src/commands/init.js';
import { keyInit } from '../../src/commands/key-init.js';
import { keyList } from '../../src/commands/key-list.js';
import { keyRevoke } from '../../src/commands/key-revoke.js';
import { keyRotate } from '../../src/commands/key-rotate.js';
import { profileList } from '../../src/commands/profile-list.js';
import { serverList } from '../../src/commands/server-list.js';
import { serverRemove } from '../../src/commands/server-remove.js';
import { serverShow } from '../../src/commands/server-show.js';
import { status } from '../../src/commands/status.js';
import { printed, show } from '../support/answered.js';

const AT = '2025-01-01T00:00:00.000Z';

const CURSOR = {
  client_id: 'cursor',
  display_name: 'Cursor',
  installed: true,
  config_path: '/home/ada/.cursor/mcp.json',
  exists: true,
  server_count: 3,
  managed_count: 2,
  status: 'in_sync' as const,
};

const ZED = {
  ...CURSOR,
  client_id: 'zed',
  display_name: 'Zed',
  installed: false,
  exists: false,
  config_path: null,
  server_count: 0,
  managed_count: 0,
  status: 'absent' as const,
};

const FOUND = { clients: [CURSOR, ZED], count: 2 };
const NONE = { clients: [ZED], count: 1 };

const FOUND_TABLE = [
  'CLIENT  NAME    SERVERS  OURS  STATUS   FILE',
  'cursor  Cursor  3        2     in_sync  /home/ada/.cursor/mcp.json',
];

const KNOWN = {
  clients: [
    {
      client_id: 'cursor',
      display_name: 'Cursor',
      platform: 'linux' as const,
      config_location: '~/.cursor/mcp.json',
      config_path: CURSOR.config_path,
      available_profiles: ['default', 'work'],
    },
    {
      client_id: 'zed',
      display_name: 'Zed',
      platform: 'linux' as const,
      config_location: null,
      config_path: null,
      available_profiles: [],
    },
  ],
  count: 2,
};

describe('discover', () => {
  it('shows the installed clients, and counts the others', async () => {
    const { text, notes } = await show(discover, { discover_clients: FOUND });
    expect(text).toBe(printed(...FOUND_TABLE));
    expect(notes).toEqual([
      '1 of 2 known clients are installed. All of them: mcp-orchestration client list --all',
    ]);
  });

  it('says that there is none', async () => {
    const { text } = await show(discover, { discover_clients: NONE });
    expect(text).toBe('No client was found on this machine.\n');
  });
});

describe('client list', () => {
  it('shows the installed clients', async () => {
    const { text, calls } = await show(clientList, { discover_clients: FOUND });
    expect(text).toBe(printed(...FOUND_TABLE));
    expect(calls).toEqual([['discover_clients', {}]]);
  });

  it('shows all of them when it is asked to', async () => {
    const told = { discover_clients: FOUND, list_clients: KNOWN };
    const { text } = await show(clientList, told, { options: { all: true } });
    expect(text).toBe(
      printed(
        'CLIENT  NAME    STATUS         PROFILES      FILE',
        'cursor  Cursor  in_sync        default work  ~/.cursor/mcp.json',
        'zed     Zed     not installed                –',
      ),
    );
  });
});

describe('client show', () => {
  const description = {
    client_id: 'cursor',
    display_name: 'Cursor',
    documentation_url: 'https://cursor.example/docs',
    confidence: 'verified' as const,
    format: 'json' as const,
    servers_at: { path: ['mcpServers'], kind: 'map' as const },
    paths: { darwin: ['~/.cursor/mcp.json'], linux: ['~/a', '~/b'], win32: [] },
    project_paths: ['.cursor/mcp.json'],
    transports: { stdio: 'native' as const, http: 'native' as const, sse: 'native' as const },
    examples: { stdio: '{\n  "a": 1\n}\n', http: null, sse: '{}\n' },
    references: { supported: true, syntax: '${env:NAME}', fields: ['env'], by_name: ['env_vars'] },
    limits: { max_servers: 40 },
    config_path: '/home/ada/.cursor/mcp.json',
    path_named: true,
  };
  const showClient = (told: object) =>
    show(clientShow, { describe_client: { ...description, ...told } }, { args: ['cursor'] });

  it('tells all that is known', async () => {
    const { text, calls } = await showClient({});
    expect(calls).toEqual([['describe_client', { client_id: 'cursor' }]]);
    expect(text).toBe(
      printed(
        'Cursor (cursor)',
        'founded on    verified: https://cursor.example/docs',
        'format        json',
        'servers at    mcpServers, a map, named by their keys',
        'transports    stdio native, http native, sse native',
        'limits        max_servers 40',
        'file here     /home/ada/.cursor/mcp.json (named with: client set-path)',
        'macOS         ~/.cursor/mcp.json',
        'Linux         ~/a, else ~/b',
        'Windows       none',
        'projects      .cursor/mcp.json',
        'secrets       ${env:NAME} in env',
        'by name       env_vars',
        '',
        '# a server that is started',
        '{',
        '  "a": 1',
        '}',
        '',
        '# a server over SSE',
        '{}',
      ),
    );
  });

  it('leaves out what there is not', async () => {
    const { text } = await showClient({
      servers_at: { path: ['mcp', 'servers'], kind: 'array', name_member: 'id' },
      project_paths: [],
      references: { supported: false, by_name: [] },
      limits: {},
      config_path: null,
      path_named: false,
      examples: { stdio: null, http: '[a]\n', sse: '[b]\n' },
    });
    expect(text).toBe(
      printed(
        'Cursor (cursor)',
        'founded on    verified: https://cursor.example/docs',
        'format        json',
        'servers at    mcp › servers, a array, named by their member "id"',
        'transports    stdio native, http native, sse native',
        'file here     none on this system',
        'macOS         ~/.cursor/mcp.json',
        'Linux         ~/a, else ~/b',
        'Windows       none',
        'projects      none',
        'secrets       no references: values stand in the file (--inline-secrets)',
        '',
        '# a server over HTTP',
        '[a]',
      ),
    );
  });
});

describe('client set-path', () => {
  const answer = { client_id: 'cursor', config_path: '/srv/mcp.json', named: true };

  it('says where the file is', async () => {
    const { text, calls } = await show(
      clientSetPath,
      { set_client_path: answer },
      { args: ['cursor', '/srv/mcp.json'] },
    );
    expect(text).toBe('The file of cursor is /srv/mcp.json.\n');
    expect(calls).toEqual([['set_client_path', { client_id: 'cursor', path: '/srv/mcp.json' }]]);
  });

  it('gives the path up', async () => {
    const told = { set_client_path: { ...answer, config_path: null, named: false } };
    const { text, calls } = await show(clientSetPath, told, { args: ['cursor'], options: { unset: true } });
    expect(text).toBe('The file of cursor is nowhere on this system.\n');
    expect(calls).toEqual([['set_client_path', { client_id: 'cursor', path: null }]]);
  });

  it.each([
    ['neither a path nor --unset', ['cursor'], {}],
    ['both', ['cursor', '/x'], { unset: true }],
  ])('refuses %s', async (_, args, options) => {
    await expect(show(clientSetPath, {}, { args, options })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('init', () => {
  it('shows the key, the clients and what to do next', async () => {
    const keys = {
      status: 'initialized' as const,
      key_id: 'k1',
      key_dir: '/state/keys',
      public_key_path: '/state/keys/k1.pub.pem',
      message: 'A signing key was made.',
    };
    const { text } = await show(init, { initialize_keys: keys, discover_clients: FOUND });
    expect(text).toBe(
      printed(
        'A signing key was made.',
        'key     k1',
        'folder  /state/keys',
        '',
        ...FOUND_TABLE,
        '',
        'What to do next:',
        '  mcp-orchestration draft import -c cursor',
        '  mcp-orchestration server list --search WORD',
        '  mcp-orchestration draft add SERVER_ID -c cursor',
        '  mcp-orchestration publish -c cursor',
        '  mcp-orchestration deploy -c cursor',
      ),
    );
    const none = await show(init, { initialize_keys: keys, discover_clients: NONE });
    expect(none.text).toContain('mcp-orchestration deploy -c claude-desktop\n');
    expect((await show(keyInit, { initialize_keys: keys })).text).toBe(
      printed(
        'A signing key was made.',
        'key     k1',
        'folder  /state/keys',
        'public  /state/keys/k1.pub.pem',
      ),
    );
  });
});

describe('keys', () => {
  const key = { key_id: 'k1', status: 'active' as const, created_at: AT };

  it('are listed with the time that counts', async () => {
    const keys = [
      key,
      { ...key, key_id: 'k2', status: 'retired' as const, retired_at: '2025-02-01T00:00:00.000Z' },
      {
        ...key,
        key_id: 'k3',
        status: 'revoked' as const,
        retired_at: '2025-02-01T00:00:00.000Z',
        revoked_at: '2025-03-01T00:00:00.000Z',
        reason: 'It leaked.',
      },
    ];
    expect((await show(keyList, { list_keys: { keys } })).text).toBe(
      printed(
        'STATUS   KEY  SINCE                     REASON',
        `active   k1   ${AT}`,
        'retired  k2   2025-02-01T00:00:00.000Z',
        'revoked  k3   2025-03-01T00:00:00.000Z  It leaked.',
      ),
    );
    expect((await show(keyList, { list_keys: { keys: [] } })).text).toBe(
      'There is no signing key. Make one with: mcp-orchestration key init\n',
    );
  });

  it('are rotated, and revoked after a question', async () => {
    expect((await show(keyRotate, { rotate_key: key })).text).toBe(
      'The key k1 signs from now on; what the one before signed still verifies.\n',
    );
    const revoked = await show(
      keyRevoke,
      { revoke_key: key },
      { args: ['k1'], options: { reason: 'It leaked.' } },
    );
    expect(revoked.text).toBe('Revoked the key k1.\n');
    expect(revoked.questions).toEqual([
      'Revoke the key k1 for ever? No release that it signed will verify or deploy.',
    ]);
    expect(revoked.calls).toEqual([['revoke_key', { key_id: 'k1', reason: 'It leaked.' }]]);
  });
});

describe('profile list', () => {
  const answer = (profiles: object[]) => ({ client_id: 'cursor', profiles, count: profiles.length });
  const list = (profiles: object[]) =>
    show(profileList, { list_profiles: answer(profiles) as never }, { options: { client: 'cursor' } });

  it('shows releases, and drafts that are none yet', async () => {
    const texts = { display_name: 'Name', description: 'Text.' };
    const { text } = await list([
      {
        ...texts,
        profile_id: 'default',
        latest_artifact_id: 'a'.repeat(64),
        latest_version: 3,
        updated_at: AT,
      },
      { ...texts, profile_id: 'work', latest_artifact_id: null, latest_version: null, updated_at: null },
    ]);
    expect(text).toBe(
      printed(
        'PROFILE  RELEASE     PUBLISHED                 ARTIFACT',
        `default  3           ${AT}  aaaaaaaaaaaa`,
        'work     draft only  –                         –',
      ),
    );
  });

  it('says how to begin one', async () => {
    expect((await list([])).text).toBe(
      'cursor has no profile yet. Begin one with: mcp-orchestration draft add SERVER_ID -c cursor\n',
    );
  });
});

describe('backups', () => {
  const backup = {
    backup_id: '0123456789abcdef',
    config_path: '/home/ada/.cursor/mcp.json',
    created_at: AT,
    size: 120,
    backup_path: '/state/backups/1',
    needed: true,
  };

  it('are listed', async () => {
    const backups = [
      { ...backup, client_id: 'cursor' },
      { ...backup, client_id: null, size: 7, needed: false },
    ];
    expect((await show(backupList, { list_backups: { backups, count: 2 } })).text).toBe(
      printed(
        'BACKUP            FILE AS IT WAS            CLIENT  BYTES  KEPT          FILE',
        `0123456789abcdef  ${AT}  cursor  120    for undeploy  /home/ada/.cursor/mcp.json`,
        `0123456789abcdef  ${AT}  –       7                    /home/ada/.cursor/mcp.json`,
      ),
    );
    expect((await show(backupList, { list_backups: { backups: [], count: 0 } })).text).toBe(
      'There are no backups yet.\n',
    );
  });

  it.each([
    ['-a\n+b\n', ['-a', '+b']],
    ['', ['The file is as the backup has it.']],
    [null, ['One of the two does not parse, so that no secret in it can be masked.']],
  ])('are shown with the difference %j', async (diff, lines) => {
    const { text } = await show(
      backupShow,
      { show_backup: { ...backup, diff } },
      { args: [backup.backup_id] },
    );
    expect(text).toBe(
      printed(
        `0123456789abcdef of /home/ada/.cursor/mcp.json, as it was at ${AT}`,
        'in    /state/backups/1',
        ...lines,
      ),
    );
  });

  it('are restored after a question', async () => {
    const { backup_id, config_path } = backup;
    const restored = { status: 'restored' as const, backup_id, config_path, backup_path: '/state/backups/2' };
    const done = await show(backupRestore, { restore_backup: restored }, { args: [backup_id] });
    expect(done.questions).toEqual(['Put backup 0123456789abcdef in the place of the file?']);
    expect(done.text).toBe(
      printed('Restored /home/ada/.cursor/mcp.json', 'The file as it was: /state/backups/2'),
    );
    const unchanged = { status: 'unchanged' as const, backup_id, config_path };
    const same = await show(backupRestore, { restore_backup: unchanged }, { args: [backup_id] });
    expect(same.text).toBe('Unchanged: /home/ada/.cursor/mcp.json\n');
    expect(same.notes).toEqual([]);
  });
});

describe('audit', () => {
  const entry = {
    sequence: 2,
    at: AT,
    principal: 'local:ada',
    operation: 'publish_config',
    client_id: 'cursor',
    profile_id: 'default',
    outcome: 'success' as const,
    detail: { version: 1 },
    previous_hash: 'a',
    hash: 'b',
  };

  it('shows who did what where', async () => {
    const { client_id: _, profile_id: __, ...nowhere } = entry;
    const denied = {
      ...nowhere,
      sequence: 1,
      operation: 'rotate_key',
      outcome: 'denied' as const,
      detail: {},
    };
    const told = { list_audit_entries: { entries: [entry, denied], next_cursor: 'abc' } };
    const { text, notes, calls } = await show(audit, told, { options: { client: 'cursor', limit: '2' } });
    expect(text).toBe(
      printed(
        '#  AT                        WHO        WHAT               WHERE           DETAIL',
        `2  ${AT}  local:ada  publish_config     cursor/default  {"version":1}`,
        `1  ${AT}  local:ada  rotate_key denied                  {}`,
      ),
    );
    expect(notes).toEqual(['Older ones: --cursor abc']);
    expect(calls).toEqual([['list_audit_entries', { client_id: 'cursor', limit: '2' }]]);
  });

  it('says that there is nothing', async () => {
    const { text, notes } = await show(audit, { list_audit_entries: { entries: [] } }, { options: {} });
    expect([text, notes]).toEqual(['No entry was found.\n', []]);
  });
});

describe('servers of the catalogue', () => {
  const item = {
    server_id: 'fs',
    display_name: 'Files',
    description: 'Reads files.',
    transport: 'stdio' as const,
    npm_package: null,
    tags: ['files'],
    has_parameters: true,
    requires_env: true,
  };
  const list = (servers: (typeof item)[], more = {}) =>
    show(
      serverList,
      {
        list_available_servers: {
          servers,
          count: servers.length,
          transport_counts: { stdio: servers.length, http: 0, sse: 0 },
          available_transports: servers.length === 0 ? [] : ['stdio'],
          ...more,
        },
      },
      { options: { search: 'files' } },
    );

  it('are listed with what they need', async () => {
    const plain = { ...item, server_id: 'memory', has_parameters: false, requires_env: false };
    const { text, notes, calls } = await list([item, plain], { next_cursor: 'n' });
    expect(text).toBe(
      printed(
        'SERVER  TYPE   NEEDS                   WHAT IT IS',
        'fs      stdio  parameters environment  Reads files.',
        'memory  stdio                          Reads files.',
      ),
    );
    expect(notes).toEqual([
      'There are more: --cursor n',
      '2 found. What one needs: mcp-orchestration server show SERVER_ID',
    ]);
    expect(calls).toEqual([['list_available_servers', { search_query: 'files' }]]);
    expect((await list([])).text).toBe('No server was found.\n');
  });

  it('are shown with parameters and variables', async () => {
    const description = {
      server_id: 'fs',
      display_name: 'Files',
      description: 'Reads files.',
      transport: { type: 'stdio' as const, command: 'npx', args: ['-y', 'fs@1', '{path}'], note: 'Slow.' },
      parameters: [
        { name: 'path', type: 'path', description: 'Where.', required: true, default: null, example: '/a' },
        {
          name: 'kinds',
          type: 'string_list',
          description: 'Which.',
          required: false,
          default: ['a', 'b'],
          example: null,
        },
        {
          name: 'depth',
          type: 'number',
          description: 'How deep.',
          required: false,
          default: null,
          example: 3,
        },
      ],
      env_vars: {
        required: [{ name: 'TOKEN', description: 'Who.', secret: true }],
        optional: [
          { name: 'LEVEL', description: 'How much.', secret: false, default: 'info' },
          { name: 'MODE', description: 'What.', secret: false },
        ],
      },
      npm_package: 'fs',
      pypi_package: null,
      version: '1',
      installation: 'Node.js',
      documentation_url: 'https://fs.example',
      tags: ['files', 'disk'],
      usage_example: 'mcp-orchestration draft add fs',
    };
    const { text } = await show(serverShow, { describe_server: description }, { args: ['fs'] });
    expect(text).toBe(
      printed(
        'fs  Files',
        'Reads files.',
        '',
        'reached by  stdio: npx -y fs@1 {path} (Slow.)',
        'documents   https://fs.example',
        'needs       Node.js',
        'tags        files disk',
        '',
        'PARAMETER  TYPE         DEFAULT   WHAT IT IS',
        'path       path         required  Where.',
        'kinds      string_list  a b       Which.',
        'depth      number       –         How deep.',
        '',
        'VARIABLE  NEEDED    DEFAULT  WHAT IT IS',
        'TOKEN     required  secret   Who.',
        'LEVEL     optional  info     How much.',
        'MODE      optional  –        What.',
        '',
        'Example',
        'mcp-orchestration draft add fs',
      ),
    );
    const remote = {
      ...description,
      transport: { type: 'http' as const, url: 'https://fs.example/mcp' },
      parameters: [],
      env_vars: { required: [], optional: [] },
      documentation_url: null,
    };
    expect((await show(serverShow, { describe_server: remote }, { args: ['fs'] })).text).toBe(
      printed(
        'fs  Files',
        'Reads files.',
        '',
        'reached by  http: https://fs.example/mcp',
        'needs       Node.js',
        'tags        files disk',
        '',
        'Example',
        'mcp-orchestration draft add fs',
      ),
    );
  });

  it('are taken out after a question', async () => {
    const answer = { status: 'unregistered' as const, server_id: 'mine' };
    const { text, questions } = await show(serverRemove, { unregister_server: answer }, { args: ['mine'] });
    expect(text).toBe('Took mine out of the catalogue.\n');
    expect(questions).toEqual(['Take mine out of the catalogue?']);
  });
});

describe('the status of all', () => {
  const drift = {
    status: 'drifted' as const,
    client_id: 'cursor',
    profile_id: 'default',
    deployed_version: 1,
    deployed_at: AT,
    latest_version: 2,
    config_path: '/home/ada/.cursor/mcp.json',
    servers: [],
  };
  const told = (more: object) => ({
    list_clients: KNOWN,
    discover_clients: FOUND,
    check_drift: { ...drift, ...more },
  });

  it('shows every profile in one table', async () => {
    const { text, exitCode } = await show(status, told({}), { options: { exitCode: true } });
    expect(text).toBe(
      printed(
        'CLIENT  PROFILE  STATUS   DEPLOYED  LATEST  FILE',
        'cursor  default  drifted  1         2       /home/ada/.cursor/mcp.json',
        'cursor  work     drifted  1         2       /home/ada/.cursor/mcp.json',
      ),
    );
    expect(exitCode).toBe(7);
  });

  it('shows installed clients that have none, and is in sync where nothing is deployed', async () => {
    const { text, exitCode } = await show(status, told({ deployed_version: null }), {
      options: { exitCode: true, profile: 'other' },
    });
    expect(text).toBe(
      printed(
        'CLIENT  PROFILE  STATUS   DEPLOYED  LATEST  FILE',
        'cursor  –        in_sync  none      none    /home/ada/.cursor/mcp.json',
      ),
    );
    expect(exitCode).toBe(0);
  });
});
