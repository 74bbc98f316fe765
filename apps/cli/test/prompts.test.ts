import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { binary, environment, makeUser, run, runJson, type User } from './support/cli.js';

/** Gives a program a terminal; part of util-linux. */
const SCRIPT = '/usr/bin/script';

let user: User;
beforeAll(async () => {
  user = await makeUser();
  await runJson(user, ['key', 'init']);
  await runJson(user, ['draft', 'add', 'memory', '-c', 'cursor']);
  await runJson(user, ['publish', '-c', 'cursor']);
});

/** Run a command at a terminal, and type an answer when it asks. */
function atTerminal(args: readonly string[], answer = ''): Promise<{ code: number | null; seen: string }> {
  const command = [process.execPath, binary(), ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn(SCRIPT, ['-qec', command, '/dev/null'], {
    env: { ...environment(user), TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let seen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (!seen.includes('[y/N]') && text.includes('[y/N]')) child.stdin.write(answer);
    seen += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, seen })));
}

const written = async (): Promise<boolean> =>
  (await readdir(join(user.directory, '.cursor'))).includes('mcp.json');

describe.skipIf(process.platform !== 'linux' || !existsSync(SCRIPT))('at a terminal', () => {
  it('deploy shows the plan and writes nothing where the answer is no', async () => {
    const { code, seen } = await atTerminal(['deploy', '-c', 'cursor'], 'n\n');
    expect(code).toBe(5);
    expect(seen).toContain('Planned:');
    expect(seen).toContain('\u001b[32madd\u001b[39m');
    expect(seen).toContain('Nothing was changed.');
    expect(await written()).toBe(false);
  });

  it('deploy writes where the answer is yes', async () => {
    const { code, seen } = await atTerminal(['deploy', '-c', 'cursor'], 'y\n');
    expect(code).toBe(0);
    expect(seen).toContain('Deployed');
    expect(await written()).toBe(true);
  });

  it('nothing is asked where nothing would change, with --yes, or with --json', async () => {
    for (const args of [
      ['deploy', '-c', 'cursor'],
      ['draft', 'clear', '-c', 'cursor', '-p', 'empty', '--yes'],
      ['draft', 'clear', '-c', 'cursor', '-p', 'empty', '--json'],
    ]) {
      const { code, seen } = await atTerminal(args);
      expect({ code, asked: seen.includes('[y/N]') }).toEqual({ code: 0, asked: false });
    }
  });

  it.each([
    [['undeploy', '-c', 'cursor']],
    [['draft', 'clear', '-c', 'cursor']],
    [['draft', 'reset', '-c', 'cursor']],
    [['key', 'revoke', 'A'.repeat(43)]],
    [['token', 'revoke', `tok_${'0'.repeat(18)}`]],
  ])('%j asks first, and Ctrl+C is no', async (args) => {
    const { code, seen } = await atTerminal(args, '\u0003');
    expect(code).toBe(5);
    expect(seen).toContain('[y/N]');
    expect(seen).toContain('Nothing was changed.');
  });

  it('the program without a command shows its help', async () => {
    expect((await atTerminal([])).seen).toContain('Usage: mcp-orchestration <command> [options]');
  });
});

describe('without a terminal', () => {
  it('nothing is asked: a destructive command goes ahead', async () => {
    const { code, stderr } = await run(user, ['draft', 'clear', '-c', 'cursor']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
