import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homeFolder, makeHome, readHostId } from '../src/home.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'home-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the home', () => {
  it.each([
    ['the folder that is named', '/named', { MCP_ORCHESTRATION_HOME: '/other' }, resolve('/named')],
    ['the one of the environment', undefined, { MCP_ORCHESTRATION_HOME: '/other' }, resolve('/other')],
    ["the one in the user's folder", undefined, {}, join(homedir(), '.mcp-orchestration')],
    ['not a name that is empty', '', { MCP_ORCHESTRATION_HOME: '' }, join(homedir(), '.mcp-orchestration')],
    ['absolute', 'here', {}, resolve('here')],
  ])('is %s', (_what, named, env, expected) => {
    expect(homeFolder(named, env)).toBe(expected);
  });

  it('is made for its user alone, with the folders above it', async () => {
    const home = join(folder, 'a', 'b');
    await makeHome(home);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    await expect(makeHome(home)).resolves.toBeUndefined();
  });

  it.each([
    ['is empty', undefined],
    ['was a home before', 'host-id'],
  ])('is narrowed to its user where it stood open and %s', async (_what, held) => {
    const home = join(folder, 'open');
    await mkdir(home);
    if (held !== undefined) await writeFile(join(home, held), '');
    await chmod(home, 0o755);
    await makeHome(home);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
  });

  it.each([0o1777, 0o755])('is no folder of other things that stands open with mode %o', async (mode) => {
    const shared = join(folder, 'shared');
    await mkdir(shared);
    await writeFile(join(shared, 'file'), '');
    await chmod(shared, mode);
    await expect(makeHome(shared)).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await stat(shared)).mode & 0o7777).toBe(mode);
  });

  it("may be a folder of other things that is its user's alone", async () => {
    const home = join(folder, 'own');
    await mkdir(home, { mode: 0o700 });
    await writeFile(join(home, 'file'), '');
    await expect(makeHome(home)).resolves.toBeUndefined();
  });

  it('may be a link to a folder', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await expect(makeHome(join(folder, 'link'))).resolves.toBeUndefined();
  });

  it('is not made where a file stands', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(makeHome(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  });
});

describe('the id of the host', () => {
  it('is made once, for its user alone, and stays', async () => {
    const id = await readHostId(folder);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await readHostId(folder)).toBe(id);
    expect((await stat(join(folder, 'host-id'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'host-id'), 'utf8')).toBe(`${id}\n`);
  });

  it('is one, however many ask at once for the first time', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => readHostId(folder)));
    expect(new Set(ids).size).toBe(1);
    expect(await readdir(folder)).toEqual(['host-id']);
  });

  it('is another in another home', async () => {
    const other = join(folder, 'other');
    await mkdir(other);
    expect(await readHostId(other)).not.toBe(await readHostId(folder));
  });

  it('that was spoiled is not replaced silently, since deployments belong to it', async () => {
    await writeFile(join(folder, 'host-id'), 'nonsense\n');
    await expect(readHostId(folder)).rejects.toThrow(/host-id/);
    expect(await readFile(join(folder, 'host-id'), 'utf8')).toBe('nonsense\n');
  });
});
