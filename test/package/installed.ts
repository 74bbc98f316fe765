import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, ROOT, run } from '../support/binary.js';

/** The packages as users get them: packed, and installed together into a folder that had nothing. */
export interface Installed {
  /** The folder with `node_modules`. */
  readonly folder: string;
  /** The tarball of each package, by name. */
  readonly tarballs: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

/** Pack every package and install the tarballs with npm. */
export async function installPackages(): Promise<Installed> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mcp-packages-')));
  await packPackages(folder);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  // Whoever installs today may be asked about install scripts, and say no: nothing may depend on one.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await must(['npm', 'install', ...flags, ...files.map((name) => `./${name}`)], folder);
  const tarballs = files.map((file): [string, string] => {
    const name = file.replace(/-\d+\.\d+\.\d+.*\.tgz$/, '');
    return [name.replace(/^mcp-orchestration-/, '@mcp-orchestration/'), join(folder, file)];
  });
  return {
    folder,
    tarballs: new Map(tarballs),
    remove: () => rm(folder, { recursive: true, maxRetries: 3 }),
  };
}

/** Pack every package into a folder, by pnpm, which puts versions in the place of `catalog:` and `workspace:`. */
export async function packPackages(folder: string): Promise<void> {
  const { packageManager } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  const filters = ['--filter', './packages/*', '--filter', './apps/*'];
  await must(['npx', '-y', packageManager, '-r', ...filters, 'pack', '--pack-destination', folder], ROOT);
}

async function must(command: readonly [string, ...string[]], cwd: string): Promise<Ended> {
  const ended = await run(command, { env: process.env, cwd });
  if (ended.exitCode === 0) return ended;
  throw new Error(`${command.join(' ')} failed:\n${ended.stdout}${ended.stderr}`);
}
