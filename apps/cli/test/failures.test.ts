import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeUser, run, runJson, type User } from './support/cli.js';

let user: User;
beforeAll(async () => {
  user = await makeUser();
  await runJson(user, ['draft', 'add', 'memory', '-c', 'cursor', '-p', 'keyless']);
  await writeFile(join(user.directory, 'broken.json'), '{');
  await writeFile(join(user.directory, 'list.json'), '[]');
});

/** A failure: the arguments, the exit code, the error's code, and a word that its message holds. */
const FAILURES: readonly (readonly [args: string[], exit: number, code: string, says: string])[] = [
  [['publsh'], 2, 'invalid_input', 'Did you mean publish?'],
  [['draft', 'ad'], 2, 'invalid_input', 'Did you mean add?'],
  [['draft', 'show', '--clint', 'cursor'], 2, 'invalid_input', '--client'],
  [['draft', 'show', 'surplus'], 2, 'invalid_input', 'too many arguments'],
  [['draft', 'remove'], 2, 'invalid_input', "missing required argument 'name'"],
  [['server', 'list', '--transport', 'pigeon'], 2, 'invalid_input', 'stdio, http, sse'],
  [['draft', 'add', '-c', 'cursor'], 2, 'invalid_input', 'SERVER_ID'],
  [['draft', 'add', 'github', '--command', 'x'], 2, 'invalid_input', '--command'],
  [
    ['draft', 'add', '--name', 'x', '--command', 'x', '--url', 'https://x.example'],
    2,
    'invalid_input',
    'the one or the other',
  ],
  [
    ['draft', 'add', '--name', 'x', '--url', 'https://x.example', '--env', 'A=1'],
    2,
    'invalid_input',
    '--header',
  ],
  [['draft', 'add', 'github', '--env', 'TOKEN'], 2, 'invalid_input', 'KEY=VALUE'],
  [['draft', 'add', '--name', 'x', '--url', 'nowhere'], 2, 'invalid_input', 'http://'],
  [['draft', 'add', 'filesystem', '--param', 'paht=/a'], 2, 'invalid_input', 'path'],
  [['draft', 'show', '-p', '../../etc'], 2, 'invalid_input', 'identifier'],
  [['rollback', '-c', 'cursor'], 2, 'invalid_input', '--to'],
  [['rollback', '-c', 'cursor', '--to', 'one'], 2, 'invalid_input', 'to'],
  [['token', 'create', '--permission', 'config:eat'], 2, 'invalid_input', 'permissions'],
  [['token', 'create', '--expires', 'soon'], 2, 'invalid_input', '90d'],
  [['stdio', '--permissions', 'config:read,config:eat'], 2, 'invalid_input', 'config:eat'],
  [['serve', '--port', 'http'], 2, 'invalid_input', '--port'],
  [['server', 'add', 'broken.json'], 2, 'invalid_input', 'no valid JSON'],
  [['server', 'add', 'list.json'], 2, 'invalid_input', 'JSON object'],
  [['publish', '-c', 'cursor'], 2, 'draft_empty', 'no servers'],
  [['draft', 'show', '-c', 'nobody'], 3, 'client_not_found', 'nobody'],
  [['server', 'show', 'nothing'], 3, 'server_not_found', 'nothing'],
  [['server', 'add', 'absent.json'], 3, 'file_not_found', 'absent.json'],
  [['draft', 'remove', 'nothing', '-c', 'cursor'], 3, 'server_not_found', 'nothing'],
  [['deploy', '-c', 'cursor'], 3, 'config_not_found', 'published'],
  [['verify', '-c', 'cursor'], 3, 'config_not_found', 'published'],
  [['undeploy', '-c', 'cursor'], 3, 'deployment_not_found', 'deployed'],
  [['token', 'revoke', `tok_${'0'.repeat(18)}`], 3, 'token_not_found', 'token'],
  [['key', 'revoke', 'A'.repeat(43)], 3, 'key_not_found', 'key'],
  [['key', 'revoke', `-${'A'.repeat(42)}`, '--reason', 'begins with a hyphen'], 3, 'key_not_found', 'key'],
  [['key', 'revoke', '--reason', 'before', `-${'A'.repeat(42)}`], 3, 'key_not_found', 'key'],
  [['publish', '-c', 'cursor', '-p', 'keyless'], 4, 'keys_missing', 'key'],
  [['draft', 'add', 'memory', '-c', 'cursor', '-p', 'keyless'], 4, 'server_name_taken', 'name'],
  [
    ['draft', 'add', 'github', '-c', 'cursor', '-p', 'keyless', '--revision', '7'],
    4,
    'revision_conflict',
    'meanwhile',
  ],
];

describe('a failure', () => {
  it.each(FAILURES.map(([args, ...rest]) => [args.join(' '), args, ...rest] as const))(
    '%s: is told on stderr, and as an object with --json',
    async (_, args, exit, code, says) => {
      const { code: left, stdout, stderr } = await run(user, [...args, '--json']);
      const report = JSON.parse(stdout);
      expect({ left, code: report.code }).toEqual({ left: exit, code });
      expect(JSON.stringify(report)).toContain(says);
      expect(stderr).toMatch(/^error: /);
      expect(stderr).not.toContain('    at ');
    },
  );

  it('leaves stdout empty without --json, and names the page of the command that was meant', async () => {
    const { code, stdout, stderr } = await run(user, ['draft', 'show', '--clint', 'cursor']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      "error: unknown option '--clint' (Did you mean --client?)\nhint: See: mcp-orchestration draft show --help\n",
    );
  });

  it('of validation exits 2 and names each fault', async () => {
    const { code, stdout } = await run(user, ['validate', '-c', 'cursor', '-p', 'nothing']);
    expect(code).toBe(2);
    expect(stdout).toContain('EMPTY_CONFIG');
    const answer = JSON.parse(
      (await run(user, ['validate', '-c', 'cursor', '-p', 'nothing', '--json'])).stdout,
    );
    expect(answer).toMatchObject({ valid: false, errors: [{ code: 'EMPTY_CONFIG' }] });
  });

  it('names the server and field of each literal secret, never its value', async () => {
    const canary = `ghp_${'c'.repeat(36)}`;
    await run(user, [
      'draft',
      'add',
      'github',
      '-c',
      'cursor',
      '-p',
      'secret',
      '--name',
      'gh',
      '--env',
      `GITHUB_PERSONAL_ACCESS_TOKEN=${canary}`,
    ]);
    await run(user, [
      'draft',
      'add',
      '-c',
      'cursor',
      '-p',
      'secret',
      '--name',
      'own',
      '--command',
      'own',
      '--env',
      `TOKEN=${canary}`,
    ]);
    const runs = [
      await run(user, ['publish', '-c', 'cursor', '-p', 'secret']),
      await run(user, ['validate', '-c', 'cursor', '-p', 'secret']),
      await run(user, ['draft', 'show', '-c', 'cursor', '-p', 'secret']),
      await run(user, ['audit']),
    ];
    expect(runs[0]?.code).toBe(2);
    expect(runs[0]?.stderr).toContain('LITERAL_SECRET');
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toContain(canary);
  });

  it('of a home that cannot be is told as unavailable, with exit 6', async () => {
    await writeFile(join(user.directory, 'state-file'), 'no folder');
    const { code, stdout } = await run(user, [
      'key',
      'list',
      '--home',
      join(user.directory, 'state-file'),
      '--json',
    ]);
    expect({ code, error: JSON.parse(stdout).code }).toEqual({ code: 6, error: 'unavailable' });
  });

  it('inside shows its text only where it is asked for', async () => {
    const { code, stderr } = await run(user, ['key', 'list'], {
      env: { MCP_ORCHESTRATION_DATABASE_URL: 'ftp://me:s3cret@there' },
    });
    expect(code).toBe(2);
    expect(stderr).not.toContain('s3cret');
  });
});

describe('what is printed', () => {
  it('holds no colour in a pipe, and no notes with --quiet', async () => {
    const { stdout, stderr } = await run(user, ['client', 'list', '--quiet']);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('cursor');
    expect(stderr).toBe('');
  });

  it('is the result alone on stdout with --json', async () => {
    const { stdout, stderr } = await run(user, ['client', 'list', '--json']);
    expect(JSON.parse(stdout)).toHaveProperty('count');
    expect(stderr).toBe('');
  });

  it('escapes a name that deceives', async () => {
    const found = { mcpServers: { 'git\u202ehub': { command: 'x' } } };
    const { stdout, stderr } = await run(
      user,
      ['draft', 'import', '-c', 'cursor', '-p', 'spoofed', '--file', '-'],
      { stdin: JSON.stringify(found) },
    );
    expect(stdout + stderr).not.toContain('\u202e');
    expect(stdout + stderr).toContain('git\\u{202e}hub');
  });
});
