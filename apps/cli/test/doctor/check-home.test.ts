import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkHome } from '../../src/doctor/check-home.js';

let folder: string;
let home: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-orchestration-doctor-'));
  home = join(folder, 'home');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function makeHome(): Promise<void> {
  for (const name of ['.', 'keys', 'backups', 'secrets']) await mkdir(join(home, name), { mode: 0o700 });
}

async function makeFile(name: string, mode: number): Promise<void> {
  const path = join(home, name);
  await writeFile(path, 'x');
  await chmod(path, mode);
}

describe('the home', () => {
  it('is not there yet', async () => {
    expect(await checkHome(home)).toEqual({
      findings: [
        {
          name: 'home',
          status: 'warning',
          message: `${home} does not exist yet.`,
          fix: 'Run: mcp-orchestration init',
        },
      ],
      usable: false,
    });
  });

  it('is a file', async () => {
    await writeFile(home, '');
    expect(await checkHome(home)).toEqual({
      findings: [
        {
          name: 'home',
          status: 'error',
          message: `${home} is no folder.`,
          fix: 'Choose another with --home DIR.',
        },
      ],
      usable: false,
    });
  });

  it('lies below a file, and cannot be read', async () => {
    await writeFile(home, '');
    const below = join(home, 'below');
    const { findings, usable } = await checkHome(below);
    expect(usable).toBe(false);
    expect(findings).toMatchObject([
      { name: 'home', status: process.platform === 'win32' ? 'warning' : 'error' },
    ]);
  });

  it('is as it should be', async () => {
    await makeHome();
    expect(await checkHome(home)).toEqual({
      findings: [{ name: 'home', status: 'ok', message: home }],
      usable: true,
    });
  });
});

describe.skipIf(process.platform === 'win32')('what others can read', () => {
  const faultOf = (path: string, mode: string) => ({
    name: 'home',
    status: 'error',
    message: `${path} can be read by others (mode ${mode}).`,
    fix: `Run: chmod go-rwx ${path}`,
  });

  it.each([
    ['', 0o755, '755'],
    ['keys', 0o750, '750'],
    ['backups', 0o701, '701'],
    ['secrets', 0o722, '722'],
  ])('is found of the folder "%s" with its mode', async (name, mode, shown) => {
    await makeHome();
    const path = join(home, name);
    await chmod(path, mode);
    expect(await checkHome(home)).toEqual({ findings: [faultOf(path, shown)], usable: true });
  });

  it('is found of a private key', async () => {
    await makeHome();
    await makeFile('keys/k1.pem', 0o640);
    expect((await checkHome(home)).findings).toEqual([faultOf(join(home, 'keys/k1.pem'), '640')]);
  });

  it.each([
    ['a private key of its owner alone', 'keys/k1.pem', 0o600],
    ['a public key', 'keys/k1.pub.pem', 0o644],
    ['a file that is no key, within a closed folder', 'backups/1', 0o644],
  ])('is not %s', async (_, name, mode) => {
    await makeHome();
    await makeFile(name, mode);
    expect((await checkHome(home)).findings).toEqual([{ name: 'home', status: 'ok', message: home }]);
  });

  it('is told folder by folder, each by itself', async () => {
    await makeHome();
    await chmod(join(home, 'keys'), 0o755);
    await makeFile('keys/k1.pem', 0o644);
    await chmod(join(home, 'secrets'), 0o755);
    expect((await checkHome(home)).findings).toEqual([
      faultOf(join(home, 'keys'), '755'),
      faultOf(join(home, 'keys/k1.pem'), '644'),
      faultOf(join(home, 'secrets'), '755'),
    ]);
  });
});
