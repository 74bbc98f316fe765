import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import nodeModule from 'node:module';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeUser, run, type User } from '../support/cli.js';

let user: User;
let folder: string;
beforeEach(async () => {
  user = await makeUser();
  folder = join(user.home, 'cache');
});

const files = async (): Promise<string[]> => (await readdir(folder).catch(() => [])).sort();

/** Before Node 22.1 the cache is ours: a file a command, each with a line of facts before the code. */
const itOfOurs = 'enableCompileCache' in nodeModule ? it.skip : it;

describe('compiled code', () => {
  it('is kept in a home that is there, for its owner alone, and helps later starts', async () => {
    await run(user, ['key', 'init']);
    const { stdout } = await run(user, ['server', 'list', '--json']);
    expect(await files()).toHaveLength(1);
    const [kept = ''] = await files();
    if (process.platform !== 'win32') {
      expect((await stat(folder)).mode & 0o077).toBe(0);
      expect((await stat(join(folder, kept))).mode & 0o022).toBe(0);
    }
    expect((await run(user, ['server', 'list', '--json'])).stdout).toBe(stdout);
  });

  it('is kept in the home that an option names', async () => {
    const named = join(user.directory, 'another');
    for (const option of [['--home', named], [`--home=${named}`]]) {
      await run(user, ['key', 'init', ...option]);
      await run(user, ['key', 'list', ...option]);
      expect(await readdir(join(named, 'cache'))).toHaveLength(1);
      await rm(named, { recursive: true });
    }
    expect(await files()).toEqual([]);
  });

  it('is not kept in a folder that is no home', async () => {
    const other = join(user.directory, 'other');
    await mkdir(other, { mode: 0o700 });
    await run(user, ['client', 'list', '--help', '--home', other]);
    expect(await readdir(other)).toEqual([]);
  });

  it('is not kept where that is switched off', async () => {
    await run(user, ['key', 'init'], { env: { NODE_DISABLE_COMPILE_CACHE: '1' } });
    await run(user, ['key', 'list'], { env: { NODE_DISABLE_COMPILE_CACHE: '1' } });
    expect(await files()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'is neither kept in nor taken from a home that others may write',
    async () => {
      await run(user, ['key', 'init']);
      await rm(folder, { recursive: true, force: true });
      await chmod(user.home, 0o777);
      await run(user, ['--help']);
      expect(await files()).toEqual([]);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is neither kept in nor taken from a folder that is a link, or that others may write',
    async () => {
      await run(user, ['key', 'init']);
      const planted = join(user.directory, 'planted');
      await mkdir(planted);
      await rm(folder, { recursive: true, force: true });
      await symlink(planted, folder);
      await run(user, ['key', 'list']);
      expect(await readdir(planted)).toEqual([]);
      await rm(folder);
      await mkdir(folder);
      await chmod(folder, 0o777);
      await run(user, ['key', 'list']);
      expect(await files()).toEqual([]);
    },
  );

  /** What each file holds code for, by what its name says. */
  const uses = async (): Promise<Record<string, string[]>> => {
    const read = async (name: string): Promise<[part: string, uses: string[]]> => {
      const [head = ''] = (await readFile(join(folder, name), 'latin1')).split('\n', 1);
      return [name.replace(/^.*?(?=mcp-)|\.v8$/g, ''), (JSON.parse(head) as { uses: string[] }).uses];
    };
    return Object.fromEntries(await Promise.all((await files()).map(read)));
  };

  itOfOurs('is kept for each command by itself, so that no start reads code of another', async () => {
    await run(user, ['key', 'init']);
    await run(user, ['key', 'list']);
    const only = { 'mcp-orchestration-key-list': ['mcp-orchestration key list'] };
    expect(await uses()).toEqual(only);
    await run(user, ['server', 'list', '--search', 'files']);
    await run(user, ['server', 'list', '--search', 'git']);
    expect(await uses()).toEqual({
      ...only,
      'mcp-orchestration-server-list': ['mcp-orchestration server list'],
    });
  });

  itOfOurs('is kept in one file for all that does not begin with a command', async () => {
    await run(user, ['key', 'init']);
    await run(user, ['--home', user.home, 'key', 'list']);
    await run(user, ['server', 'no-such-command']);
    await run(user, ['another', 'no-such-command']);
    await run(user, ['--home', user.home, 'key', 'list']);
    expect(await uses()).toEqual({
      'mcp-orchestration': ['mcp-orchestration', 'mcp-orchestration server'],
    });
  });

  itOfOurs('is made anew where it is damaged, cut short, or no such file at all', async () => {
    await run(user, ['key', 'init']);
    const { stdout } = await run(user, ['key', 'list', '--json']);
    const [kept = ''] = await files();
    const path = join(folder, kept);
    const whole = await readFile(path);
    const middle = Math.floor(whole.length / 2);
    const flipped = Buffer.from(whole);
    flipped[middle] = (flipped[middle] ?? 0) ^ 0xff;
    for (const damaged of [flipped, whole.subarray(0, middle), Buffer.from('{}'), Buffer.alloc(0)]) {
      await writeFile(path, damaged);
      const again = await run(user, ['key', 'list', '--json']);
      expect(again).toMatchObject({ code: 0, stdout, stderr: '' });
      expect((await readFile(path)).equals(damaged)).toBe(false);
    }
  });

  itOfOurs('of another build is not used, and goes', async () => {
    await run(user, ['key', 'init']);
    await run(user, ['key', 'list']);
    const [kept = ''] = await files();
    await writeFile(join(folder, '0123456789abcdef-v20.0.0-x64.v8'), 'old');
    await run(user, ['audit']);
    expect(await files()).toEqual([expect.stringContaining('-audit.v8'), kept]);
  });

  it('that cannot be kept is no failure', async () => {
    await run(user, ['key', 'init']);
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, 'a file where the folder should be');
    expect(await run(user, ['key', 'list'])).toMatchObject({ code: 0, stderr: '' });
  });
});
