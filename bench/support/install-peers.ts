import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../test/support/binary.js';

let root: string | undefined;
const installed = new Map<string, Promise<string>>();

/**
 * Install packages of npm, `NAME@VERSION`, together into a folder of their own that goes when this process ends; once
 * for each set in a run.
 *
 * @returns the folder, with their `node_modules`
 */
export function installPeers(...packages: readonly string[]): Promise<string> {
  const key = packages.join(' ');
  const known = installed.get(key) ?? install(packages, String(installed.size));
  installed.set(key, known);
  return known;
}

async function install(packages: readonly string[], name: string): Promise<string> {
  const folder = join(throwaway(), name);
  await mkdir(folder);
  await npmInstall(folder, packages);
  return folder;
}

/** `npm install` into a folder, from npm's cache as far as it goes. Throws what npm said where it fails. */
export async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const command = ['npm', 'install', '--prefix', folder, ...flags, ...packages] as const;
  const ended = await run(command, { env: process.env, cwd: folder });
  if (ended.exitCode !== 0)
    throw new Error(`npm install ${packages.join(' ')} failed: ${ended.stderr.trim()}`);
}

function throwaway(): string {
  if (root === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    root = folder;
  }
  return root;
}
