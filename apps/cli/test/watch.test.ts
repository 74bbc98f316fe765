import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, it } from 'vitest';
import { binary, environment, makeUser, run, runJson, type User } from './support/cli.js';

const WIPED = '{ "mcpServers": {}, "mine": 1 }\n';

let user: User;
let file: string;
beforeAll(async () => {
  user = await makeUser();
  file = join(user.directory, '.cursor', 'mcp.json');
  await runJson(user, ['key', 'init']);
  await runJson(user, ['draft', 'add', '-c', 'cursor', '-n', 'one', '--command', 'node']);
  await runJson(user, ['publish', '-c', 'cursor']);
  await runJson(user, ['deploy', '-c', 'cursor']);
});

/** Watch until the function says that it has seen enough; gives the exit code. */
async function watch(
  args: readonly string[],
  onEvent: (event: { cause: string; healed?: object }, seen: number) => Promise<boolean>,
): Promise<number | null> {
  const child = spawn(process.execPath, [binary(), ...args, '--json'], {
    env: environment(user),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let seen = 0;
  for await (const line of createInterface(child.stdout)) {
    if (await onEvent(JSON.parse(line), seen)) break;
    seen += 1;
  }
  child.kill('SIGTERM');
  return ended;
}

describe('watching', () => {
  it('tells how the file stands and what becomes of it, a line of JSON each, and ends with a signal', async () => {
    const text = await readFile(file, 'utf8');
    const causes: string[] = [];
    const code = await watch(['status', '--watch'], async ({ cause }, seen) => {
      causes.push(cause);
      if (seen === 0) await writeFile(file, WIPED);
      return seen === 1;
    });
    expect(causes).toEqual(['in_sync', 'entry_removed']);
    expect(code).toBe(0);
    await writeFile(file, text);
  });

  it('puts our entries back when it is to heal', async () => {
    await watch(['watch', '-c', 'cursor', '--heal'], async ({ healed }, seen) => {
      if (seen === 0) await writeFile(file, WIPED);
      return healed !== undefined;
    });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      mcpServers: { one: { command: 'node' } },
      mine: 1,
    });
  });
});

describe('the status of all clients', () => {
  it('is one table, with the installed clients that nothing was released for', async () => {
    await writeFile(join(user.directory, '.claude.json'), '{}');
    const { code, stdout } = await run(user, ['status']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^CLIENT +PROFILE +STATUS +DEPLOYED +LATEST +FILE/);
    expect(stdout).toMatch(/^cursor +default +in_sync +1 +1 /m);
    expect(stdout).toMatch(/^claude-code +– +not_deployed +none +none /m);
  });

  it('exits 7 where a file is not as deployed, and anybody asks', async () => {
    const text = await readFile(file, 'utf8');
    expect((await run(user, ['status', '--exit-code'])).code).toBe(0);
    await writeFile(file, WIPED);
    expect((await run(user, ['status', '--exit-code'])).code).toBe(7);
    expect((await run(user, ['status'])).code).toBe(0);
    await writeFile(file, text);
  });
});

describe('the difference to the real file', () => {
  it('is shown with the changes of each server, for people', async () => {
    await writeFile(file, WIPED);
    const { stdout } = await run(user, ['diff', '-c', 'cursor']);
    expect(stdout).toMatch(/Planned: release 1 of cursor\/default/);
    expect(stdout).toMatch(/add +one/);
    expect(stdout).toMatch(/^\+.*"one"/m);
  });
});
