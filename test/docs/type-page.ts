import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { BINARY, ROOT, run, runBinary } from '../support/binary.js';
import { makeUserHome, type UserHome } from '../support/user-home.js';
import type { CodeBlock } from './code-blocks.js';
import { NOT_RUN } from './not-run.js';

/** What came of a page that was typed into a terminal, line by line. */
export interface Typed {
  readonly exitCode: number | null;
  /** What was printed, with the place of each block before it. */
  readonly output: string;
  /** The lines that `NOT_RUN` names. */
  readonly leftOut: readonly string[];
}

/** A server in the foreground, which a reader leaves running in a terminal of its own. */
const SERVE = /^mcp-orchestration serve\b.*[^&]$/;

/**
 * Type the blocks of a page into one shell, in a home of its own where the program is installed: variables and servers
 * live from block to block, and the first command that fails ends it.
 */
export async function typePage(blocks: readonly CodeBlock[]): Promise<Typed> {
  const user = await makeUserHome();
  try {
    await installProgram(user);
    const ports = [await freePort(), await freePort()];
    const script = blocks.flatMap(({ place, text }) => [
      `echo '--- ${place}'`,
      ...text.split('\n').map(toTyped),
    ]);
    const here = script
      .join('\n')
      .replaceAll(/\b800([01])\b/g, (_all, which: string) => String(ports[Number(which)]));
    const lines = blocks.flatMap(({ text }) => text.split('\n').map(withoutComment));
    return {
      ...(await runShell(here, user)),
      leftOut: lines.filter((line) => NOT_RUN.has(line)),
    };
  } finally {
    await user.remove();
  }
}

function toTyped(line: string): string {
  const command = withoutComment(line);
  if (NOT_RUN.has(command)) return ':';
  if (!SERVE.test(command)) return line;
  return `${command} &\ncurl --retry 60 --retry-connrefused --retry-delay 1 http://127.0.0.1:8000/health`;
}

function withoutComment(line: string): string {
  return line.replace(/\s+#.*$/, '').trim();
}

/** Run a script in a group of processes of its own, so that the servers it leaves behind end with it. */
async function runShell(script: string, user: UserHome): Promise<Omit<Typed, 'leftOut'>> {
  const env = {
    ...user.env,
    PATH: `${join(user.folder, 'bin')}:${user.env.PATH}`,
    TOKEN: await makeToken(user),
  };
  const child = spawn('sh', ['-e', '-c', script], { env, cwd: user.folder, detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  child.stdin.end();
  const closed = once(child, 'close');
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  if (child.pid !== undefined) endGroup(child.pid);
  await closed;
  return { exitCode, output };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nothing was left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Every binary by its name, and an `npx` that finds the program installed. */
async function installProgram(user: UserHome): Promise<void> {
  const manifest = JSON.parse(await readFile(join(ROOT, 'apps/cli/package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  const binaries = Object.entries(manifest.bin).map(([name, path]): [string, string] => [
    name,
    `exec "${process.execPath}" "${join(BINARY, '..', basename(path))}" "$@"`,
  ]);
  const npx = 'while [ "$1" = -y ]; do shift; done\nprogram="$1"; shift\nexec "$program" "$@"';
  for (const [name, text] of [...binaries, ['npx', npx] as const]) {
    await user.write(`bin/${name}`, `#!/bin/sh\n${text}\n`);
  }
  // A request that is refused ends the script, as a command that fails does.
  await user.write('.curlrc', 'fail\nsilent\nshow-error\n');
  await run(['sh', '-c', 'chmod +x bin/*'], { env: user.env, cwd: user.folder });
}

/** What a reader puts into `$TOKEN`. */
async function makeToken(user: UserHome): Promise<string> {
  const args = ['token', 'create', '--role', 'admin', '--json'];
  const { stdout } = await runBinary(args, { env: user.env, cwd: user.folder });
  return (JSON.parse(stdout) as { token: string }).token;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
