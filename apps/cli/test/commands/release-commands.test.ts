// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is shown.
import { EXIT_CODE, OrchestrationError } from '@mcp-orchestration/core';
import { describe, expect, it } from 'vitest';
import { configShow } from '../../src/commands/config-show.js';
import { deploy } from '../../src/commands/deploy.js';
import { diff } from '../../src/commands/diff.js';
import { publish } from '../../src/commands/publish.js';
import { rollback } from '../../src/commands/rollback.js';
import { status } from '../../src/commands/status.js';
import { sync } from '../../src/commands/sync.js';
import { undeploy } from '../../src/commands/undeploy.js';
import { verify } from '../../src/commands/verify.js';
import { printed, show } from '../support/answered.js';

const MAIN = { client: 'cursor', profile: 'default' } as const;
const KEY = { client_id: 'cursor', profile_id: 'default' } as const;
const AT = '2025-01-01T00:00:00.000Z';
const HASH = 'a'.repeat(64);
const METADATA = { generator: 'mcp-orchestration', server_count: 1 } as const;

const DEPLOYMENT = {
  status: 'deployed' as const,
  ...KEY,
  version: 3,
  artifact_id: HASH,
  config_path: '/home/ada/.cursor/mcp.json',
  deployed_at: AT,
  changes: [
    { name: 'fs', action: 'add' as const },
    { name: 'docs', action: 'keep' as const, reason: 'It is as it should be.' },
  ],
  backup_path: '/state/backups/1',
};

const CHANGES = ['ACTION  SERVER  WHY', 'add     fs', 'keep    docs    It is as it should be.'];

describe('publish', () => {
  const answer = {
    status: 'published' as const,
    artifact_id: HASH,
    ...KEY,
    version: 3,
    server_count: 1,
    created_at: AT,
    signing_key_id: 'k',
    warnings: [{ code: 'MANY', message: 'There are many.', severity: 'warning' as const }],
  };

  it('says what was published, with its warnings', async () => {
    const options = { ...MAIN, changelog: 'First.', force: true };
    const { text, notes, calls } = await show(publish, { publish_config: answer }, { options });
    expect(text).toBe(
      printed(
        'Published release 3 of cursor/default: 1 server.',
        `artifact  ${HASH}`,
        '  warning There are many. MANY',
      ),
    );
    expect(notes).toEqual(['Next: mcp-orchestration deploy -c cursor']);
    expect(calls).toEqual([['publish_config', { ...KEY, changelog: 'First.', force: true }]]);
  });

  it('says that nothing had to be', async () => {
    const told = { ...answer, status: 'unchanged' as const, warnings: [] };
    const { text } = await show(publish, { publish_config: told }, { options: MAIN });
    expect(text).toBe(
      printed('Unchanged: release 3 of cursor/default holds the same already.', `artifact  ${HASH}`),
    );
  });
});

describe('deploy', () => {
  it('says what was done to each entry, and where the file as it was is', async () => {
    const { text, notes } = await show(deploy, { deploy_config: DEPLOYMENT }, { options: MAIN });
    expect(text).toBe(
      printed(
        'Deployed release 3 of cursor/default in /home/ada/.cursor/mcp.json',
        ...CHANGES,
        'The file as it was: /state/backups/1',
      ),
    );
    expect(notes).toEqual([
      'The client reads its file when it is started again. Check it with: mcp-orchestration status -c cursor',
    ]);
  });

  it('shows a plan with its diff', async () => {
    const { backup_path: _, ...rest } = DEPLOYMENT;
    const told = {
      ...rest,
      status: 'planned' as const,
      deployed_at: null,
      diff: '@@ -1 +1 @@\n-{}\n+{"a":1}\n',
    };
    const options = { ...MAIN, dryRun: true, release: '3', inlineSecrets: true };
    const { text, notes, calls } = await show(deploy, { deploy_config: told }, { options });
    expect(text).toBe(
      printed(
        'Planned: release 3 of cursor/default in /home/ada/.cursor/mcp.json',
        ...CHANGES,
        '@@ -1 +1 @@',
        '-{}',
        '+{"a":1}',
      ),
    );
    expect(notes).toEqual([]);
    expect(calls).toEqual([['deploy_config', { ...KEY, version: '3', inline_secrets: true, dry_run: true }]]);
  });

  it('tells inputs from servers', async () => {
    const changes = [{ kind: 'input' as const, name: 'token', action: 'add' as const }];
    const { text } = await show(deploy, { deploy_config: { ...DEPLOYMENT, changes } }, { options: MAIN });
    expect(text).toContain(printed('ACTION  SERVER          WHY', 'add     ${input:token}'));
  });

  it('is a line where nothing changed', async () => {
    const { backup_path: _, ...rest } = DEPLOYMENT;
    const told = { ...rest, status: 'unchanged' as const, deployed_at: null, changes: [] };
    const { text } = await show(deploy, { deploy_config: told }, { options: MAIN });
    expect(text).toBe('Unchanged: release 3 of cursor/default in /home/ada/.cursor/mcp.json\n');
  });
});

describe('undeploy', () => {
  const answer = {
    status: 'undeployed' as const,
    ...KEY,
    config_path: '/home/ada/.cursor/mcp.json',
    changes: [{ name: 'fs', action: 'remove' as const }],
    restored: true,
  };

  it.each([
    [true, 'the file is as it was before the first deploy'],
    [false, 'what others changed since has stayed'],
  ])('asks, and says how the file is: restored %s', async (restored, how) => {
    const { text, questions } = await show(
      undeploy,
      { undeploy_config: { ...answer, restored } },
      { options: MAIN },
    );
    expect(questions).toEqual(['Take the entries of cursor/default out of the file?']);
    expect(text).toBe(
      printed(
        `Undeployed cursor/default from /home/ada/.cursor/mcp.json: ${how}.`,
        'ACTION  SERVER  WHY',
        'remove  fs',
      ),
    );
  });
});

describe('rollback', () => {
  const answer = { status: 'rolled_back' as const, ...KEY, version: 4, artifact_id: HASH, rolled_back_to: 2 };

  it('says which release holds what now', async () => {
    const told = await show(rollback, { rollback_config: answer }, { options: { ...MAIN, to: '2' } });
    expect(told.text).toBe('Rolled cursor/default back: release 4 holds what release 2 held.\n');
    expect(told.notes).toEqual(['Next: mcp-orchestration deploy -c cursor']);
    expect(told.questions).toEqual([]);
    expect(told.calls).toEqual([['rollback_config', { ...KEY, to: '2' }]]);
  });

  it('says that nothing was changed where that release is the latest', async () => {
    const unchanged = { ...answer, status: 'unchanged' as const, version: 2 };
    const told = await show(rollback, { rollback_config: unchanged }, { options: { ...MAIN, to: '2' } });
    expect(told.text).toBe(
      'Nothing was changed: release 2 of cursor/default is the latest, and holds what release 2 held.\n',
    );
    expect(told.notes).toEqual([]);
  });

  it('asks before it deploys, and shows the deployment', async () => {
    const options = { ...MAIN, to: '2', deploy: true };
    const told = await show(
      rollback,
      { rollback_config: { ...answer, deployment: DEPLOYMENT } },
      { options },
    );
    expect(told.questions).toEqual(['Go back to release 2 of cursor/default and write it into the file?']);
    expect(told.text).toBe(
      printed(
        'Rolled cursor/default back: release 4 holds what release 2 held.',
        'Deployed release 3 of cursor/default in /home/ada/.cursor/mcp.json',
        ...CHANGES,
        'The file as it was: /state/backups/1',
      ),
    );
    expect(told.notes).toEqual([]);
  });

  it('wants to know where to', async () => {
    await expect(show(rollback, {}, { options: MAIN })).rejects.toMatchObject({
      code: 'invalid_input',
      hint: 'See the releases with: mcp-orchestration history -c cursor',
    });
  });
});

describe('verify', () => {
  const answer = {
    valid: true,
    version: 3,
    artifact_id: HASH,
    signing_key_id: 'k1',
    key_status: 'active' as const,
    checks: [{ name: 'signature', ok: true }],
  };

  it('shows every check', async () => {
    const { text, exitCode } = await show(verify, { verify_config: answer }, { options: MAIN });
    expect(text).toBe(
      printed(
        'Verified release 3 of cursor/default',
        'key  k1 (active)',
        'RESULT  CHECK      DETAIL',
        'ok      signature',
      ),
    );
    expect(exitCode).toBe(0);
  });

  it('says what does not hold, and exits as a conflict does', async () => {
    const checks = [{ name: 'payload', ok: false, detail: 'It is another.' }];
    const told = { ...answer, valid: false, key_status: 'unknown' as const, checks };
    const { text, exitCode } = await show(verify, { verify_config: told }, { options: MAIN });
    expect(text).toBe(
      printed(
        'Not verified: release 3 of cursor/default',
        'key  k1 (unknown)',
        'RESULT  CHECK    DETAIL',
        'failed  payload  It is another.',
      ),
    );
    expect(exitCode).toBe(EXIT_CODE.conflict);
  });
});

describe('config show', () => {
  const answer = {
    artifact_id: HASH,
    ...KEY,
    version: 3,
    created_at: AT,
    payload: { mcpServers: { fs: { command: 'uvx', args: ['fs'] } } },
    signature: 'a.b.c',
    signing_key_id: 'k1',
    metadata: METADATA,
  };

  it('shows the release with its servers', async () => {
    const { text } = await show(configShow, { get_config: answer }, { options: MAIN });
    expect(text).toBe(
      printed(
        `release 3 of cursor/default, ${AT}`,
        `artifact   ${HASH}`,
        'signed by  k1',
        'NAME  TYPE   STARTS OR REACHES  VARIABLES AND HEADERS',
        'fs    stdio  uvx fs',
      ),
    );
  });

  it('shows the changelog where there is one', async () => {
    const told = { ...answer, metadata: { ...METADATA, changelog: 'First.' } };
    const { text, calls } = await show(
      configShow,
      { get_config: told },
      { options: { ...MAIN, release: '3' } },
    );
    expect(text.split('\n')[1]).toBe('changelog  First.');
    expect(calls).toEqual([['get_config', { ...KEY, version: '3' }]]);
  });
});

describe('status', () => {
  const answer = {
    status: 'in_sync' as const,
    ...KEY,
    deployed_version: 3,
    deployed_at: AT,
    latest_version: 3,
    config_path: '/home/ada/.cursor/mcp.json',
    servers: [{ name: 'fs', state: 'clean' as const }],
  };

  it('shows the state of each server', async () => {
    const servers = [
      { name: 'fs', state: 'drifted' as const, cause: 'command was changed.' },
      { name: 'theirs', state: 'foreign' as const },
    ];
    const told = { ...answer, status: 'drifted' as const, latest_version: 4, servers };
    const { text } = await show(status, { check_drift: told }, { options: MAIN });
    expect(text).toBe(
      printed(
        'cursor/default is drifted (deployed 3, latest 4)',
        'file  /home/ada/.cursor/mcp.json',
        'STATE    SERVER  WHY',
        'drifted  fs      command was changed.',
        'foreign  theirs',
      ),
    );
  });

  it('shows a file that is not there, and versions that are none', async () => {
    const told = {
      ...answer,
      status: 'not_deployed' as const,
      deployed_version: null,
      deployed_at: null,
      latest_version: null,
      config_path: null,
      cause: 'The client has no file on this system.',
      servers: [],
    };
    const { text, notes } = await show(status, { check_drift: told }, { options: MAIN });
    expect(text).toBe(
      printed(
        'cursor/default is not_deployed (deployed none, latest none)',
        'The client has no file on this system.',
      ),
    );
    expect(notes).toEqual([
      'Nothing has been published. Next: mcp-orchestration draft add SERVER -c cursor, or draft import -c cursor to begin with what the file holds',
      'Then: mcp-orchestration publish -c cursor',
    ]);
  });

  it('shows the inputs that servers refer to among them', async () => {
    const inputs = [{ name: 'token', state: 'missing' as const, cause: 'its definition was removed' }];
    const told = { ...answer, status: 'drifted' as const, inputs };
    const { text } = await show(status, { check_drift: told }, { options: MAIN });
    expect(text).toContain(
      printed(
        'STATE    SERVER          WHY',
        'clean    fs',
        'missing  ${input:token}  its definition was removed',
      ),
    );
  });

  it.each([
    ['in_sync', [], 0],
    ['pending', ['Next: mcp-orchestration deploy -c cursor'], 7],
    ['not_deployed', ['Next: mcp-orchestration deploy -c cursor'], 7],
    ['drifted', ['See what a deploy would do with: mcp-orchestration deploy -c cursor --dry-run'], 7],
    ['conflict', ['See what a deploy would do with: mcp-orchestration deploy -c cursor --dry-run'], 7],
    ['unreadable', ['Repair the file, then look again.'], 7],
  ] as const)('advises where it is %s, and tells scripts when they ask', async (state, notes, code) => {
    const told = { check_drift: { ...answer, status: state } };
    const asked = await show(status, told, { options: { ...MAIN, exitCode: true } });
    expect([asked.notes, asked.exitCode]).toEqual([notes, code]);
    expect((await show(status, told, { options: MAIN })).exitCode).toBe(0);
  });
});

describe('sync', () => {
  const { diff: _diff, ...planned } = { ...DEPLOYMENT, diff: undefined };
  const outcome = { client_id: 'cursor', status: 'deployed' as const, deployment: planned, untranslated: [] };
  const answer = { status: 'synced' as const, profile_id: 'work', outcomes: [outcome], failed_count: 0 };

  it('shows a row for each client', async () => {
    const options = { profile: 'work', clients: 'cursor, zed  codex,' };
    const { text, calls, exitCode } = await show(sync, { sync_configs: answer }, { options });
    expect(text).toBe(printed('STATUS    CLIENT  FILE', 'deployed  cursor  /home/ada/.cursor/mcp.json'));
    expect(calls).toEqual([['sync_configs', { profile_id: 'work', clients: ['cursor', 'zed', 'codex'] }]]);
    expect(exitCode).toBe(0);
  });

  it('says that there was none', async () => {
    const none = { ...answer, outcomes: [] };
    const { text } = await show(sync, { sync_configs: none }, { options: { profile: 'work' } });
    expect(text).toBe('No installed client has a release of work.\n');
  });

  it('tells of each what failed, with the hint, and exits as the worst does', async () => {
    const failed = (client_id: string, code: 'client_not_found' | 'deploy_busy', hint?: string) => {
      const { kind, message } = new OrchestrationError(code, { message: `Of ${client_id}.` });
      const error = { code, kind, message, ...(hint === undefined ? {} : { hint }) };
      return { client_id, status: 'failed' as const, untranslated: [], error };
    };
    const outcomes = [
      failed('zed', 'client_not_found', 'Look again.'),
      outcome,
      failed('codex', 'deploy_busy'),
    ];
    const told = { ...answer, status: 'partial' as const, outcomes, failed_count: 2 };
    const { text, exitCode } = await show(sync, { sync_configs: told }, { options: { profile: 'work' } });
    expect(text).toContain(
      printed(
        'STATUS    CLIENT  FILE',
        'failed    zed     Of zed.',
        'deployed  cursor  /home/ada/.cursor/mcp.json',
        'failed    codex   Of codex.',
      ),
    );
    expect(text).toContain(printed('', 'zed', 'Look again.'));
    expect(exitCode).toBe(EXIT_CODE.conflict);
  });
});

describe('diff', () => {
  const answer = {
    status: 'outdated' as const,
    local_artifact_id: HASH,
    remote_artifact_id: HASH,
    diff: {
      servers_added: ['new'],
      servers_removed: ['gone'],
      servers_modified: [{ server_id: 'fs', changes: [{ path: 'args.1', old_value: 'a', new_value: null }] }],
      servers_unchanged: ['same'],
    },
    summary: { total_changes: 3, added_count: 1, removed_count: 1, modified_count: 1 },
    recommendation: 'Import the newer one.',
    added: ['new'],
    removed: ['gone'],
    modified: ['fs'],
  };

  it('shows what differs server by server', async () => {
    const options = { ...MAIN, artifactId: HASH };
    const { text, calls } = await show(diff, { diff_config: answer }, { options });
    expect(text).toBe(
      printed(
        'outdated: Import the newer one.',
        '  + new',
        '  - gone',
        '  ~ fs',
        '      args.1: "a" → nothing',
      ),
    );
    expect(calls).toEqual([['diff_config', { ...KEY, local_artifact_id: HASH }]]);
  });

  const release = {
    artifact_id: HASH,
    ...KEY,
    version: 3,
    created_at: AT,
    payload: { mcpServers: {} },
    signature: 'a.b.c',
    signing_key_id: 'k1',
    metadata: METADATA,
  };
  const draft = {
    ...KEY,
    draft: { mcpServers: {} },
    servers: [],
    server_count: 0,
    revision: 1,
    base_version: 3,
    updated_at: AT,
  };
  const nothing = {
    ...answer,
    diff: { servers_added: [], servers_removed: [], servers_modified: [], servers_unchanged: [] },
    summary: { total_changes: 0, added_count: 0, removed_count: 0, modified_count: 0 },
  };

  it.each([
    [0, 'no difference'],
    [1, '1 difference'],
    [2, '2 differences'],
  ])('counts %i between the release and the draft, and shows the plan for the file', async (count, words) => {
    const told = {
      get_config: release,
      view_draft_config: draft,
      diff_config: { ...nothing, summary: { ...nothing.summary, total_changes: count } },
      deploy_config: new OrchestrationError('config_not_found', { message: 'Nothing is published.' }),
    };
    const { text, calls } = await show(diff, told, { options: MAIN });
    expect(text).toBe(printed(words, '', 'Nothing is published.'));
    expect(calls.map(([name]) => name)).toEqual([
      'get_config',
      'view_draft_config',
      'diff_config',
      'deploy_config',
    ]);
  });
});
