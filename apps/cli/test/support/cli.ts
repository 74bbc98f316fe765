import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** A user of its own: a home directory, and in it the home of the product. */
export interface User {
  /** `$HOME`: where the clients' files are. */
  readonly directory: string;
  /** `$MCP_ORCHESTRATION_HOME`. */
  readonly home: string;
}

/** What a run of a binary left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a binary is run. */
interface RunOptions {
  readonly bin?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** The path of a built binary. */
export function binary(name = 'mcp-orchestration'): string {
  const path = fileURLToPath(new URL(`../../dist/bin/${name}.js`, import.meta.url));
  if (!existsSync(path)) throw new Error(`${path} is not there: build first, with npm run build.`);
  return path;
}

/** The environment of a user: nothing of the one that runs the tests but where programs are. */
export function environment({ directory, home }: User): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: directory,
    USERPROFILE: directory,
    APPDATA: join(directory, 'AppData', 'Roaming'),
    MCP_ORCHESTRATION_HOME: home,
  };
}

/** Make a user for the tests of a file or group; it goes when they end. */
export async function makeUser(): Promise<User> {
  const directory = await mkdtemp(join(tmpdir(), 'mcp-orchestration-cli-'));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  await mkdir(join(directory, '.cursor'));
  return { directory, home: join(directory, 'state') };
}

/** Run a built binary to its end. Its stdin is no terminal. */
export function run(user: User, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = spawn(process.execPath, [binary(options.bin), ...args], {
    env: { ...environment(user), ...options.env },
    cwd: options.cwd ?? user.directory,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end(options.stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Run a command with `--json` that is to succeed, and give what it printed. */
export async function runJson<Data = Record<string, unknown>>(
  user: User,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Data> {
  const { code, stdout, stderr } = await run(user, [...args, '--json'], options);
  if (code !== 0) throw new Error(`${args.join(' ')} exits ${code}: ${stderr}${stdout}`);
  return JSON.parse(stdout) as Data;
}
