import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resolveNamedFile, resolveTarget, type TargetRequest } from '../../src/deploy/resolve-target.js';
import { localPrincipal, type Principal } from '../../src/principal.js';
import { findClient } from '../../src/registry/clients/bundled-clients.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const LOCAL = localPrincipal('me');
const REMOTE: Principal = { kind: 'token', id: 't', permissions: ['config:deploy'] };

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => discard(bench));

function resolve(request: TargetRequest, principal: Principal = LOCAL, allowedTargets: string[] = []) {
  const services = { ...bench.services, settings: { home: bench.home, allowedTargets } };
  return resolveTarget(services, findClient('cursor'), { request, call: { principal } });
}

describe('the person at the machine', () => {
  test("means the client's own file by naming none", async () => {
    expect(await resolve({})).toEqual({ config_path: bench.target, target: bench.target });
  });

  test('may name any file, also from the working directory', async () => {
    expect(await resolve({ target: 'sub/../x.json' })).toMatchObject({
      target: join(bench.folder, 'x.json'),
    });
    expect(await resolve({ target: '/tmp/x.json' })).toMatchObject({ config_path: '/tmp/x.json' });
  });

  test("may name a project, whose file is the client's", async () => {
    expect(await resolve({ project_dir: 'p' })).toMatchObject({
      target: join(bench.folder, 'p', '.cursor', 'mcp.json'),
    });
  });

  test('is told where a client has no file here', async () => {
    const call = { principal: LOCAL };
    const asked = resolveTarget(bench.services, findClient('jetbrains-ai'), { request: {}, call });
    await expect(asked).rejects.toMatchObject({ code: 'no_config_location' });
    const project = resolveTarget(bench.services, findClient('claude-desktop'), {
      request: { project_dir: 'p' },
      call,
    });
    await expect(project).rejects.toMatchObject({ code: 'no_config_location' });
  });
});

describe('a caller over the network', () => {
  test("may have the client's own file", async () => {
    expect(await resolve({}, REMOTE)).toMatchObject({ target: bench.target });
  });

  test.each([{ target: '/etc/x.json' }, { project_dir: '/etc' }, { inline_secrets: true }])(
    'may not ask for %j unless the folder is allowed',
    async (request) => {
      await expect(resolve(request, REMOTE)).rejects.toMatchObject({ code: 'target_forbidden' });
    },
  );

  test('may name what is within an allowed folder', async () => {
    const allowed = join(bench.folder, 'allowed');
    await mkdir(join(allowed, 'p'), { recursive: true });
    const target = join(allowed, 'x.json');
    expect(await resolve({ target }, REMOTE, [allowed])).toEqual({ config_path: target, target });
    expect(await resolve({ project_dir: join(allowed, 'p') }, REMOTE, [allowed])).toMatchObject({
      target: join(allowed, 'p', '.cursor', 'mcp.json'),
    });
    expect(await resolve({ inline_secrets: true, target }, REMOTE, [allowed])).toMatchObject({ target });
  });

  test.each(['../x.json', '..', '.', '../allowed-too/x.json', 'link/x.json', 'file-link', 'p/../../x.json'])(
    'gets out of it by no path: %s',
    async (path) => {
      const allowed = join(bench.folder, 'allowed');
      await mkdir(join(allowed, 'p'), { recursive: true });
      await mkdir(join(bench.folder, 'allowed-too'));
      await symlink(bench.folder, join(allowed, 'link'));
      await writeFile(join(bench.folder, 'out.json'), '{}');
      await symlink('../out.json', join(allowed, 'file-link'));
      const request = { target: `${allowed}/${path}` };
      await expect(resolve(request, REMOTE, [allowed])).rejects.toMatchObject({ code: 'target_forbidden' });
    },
  );

  test('is told the same whether or not there is such a file', async () => {
    const answers = await Promise.all(
      ['/etc/passwd', '/etc/no-such-file', '/etc', '/proc/self/mem'].map((target) =>
        resolve({ target }, REMOTE).catch((error) => error.toReport()),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('names paths in full: a relative one has no meaning there', async () => {
    await expect(resolve({ target: 'x.json' }, REMOTE, ['/'])).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(resolve({ project_dir: '.' }, REMOTE, ['/'])).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test('may follow an allowed folder that is itself a link', async () => {
    await mkdir(join(bench.folder, 'real'));
    await symlink(join(bench.folder, 'real'), join(bench.folder, 'allowed'));
    const target = join(bench.folder, 'allowed', 'x.json');
    expect(await resolve({ target }, REMOTE, [join(bench.folder, 'allowed')])).toEqual({
      config_path: target,
      target: join(bench.folder, 'real', 'x.json'),
    });
  });

  test('reads named files by the same rule', async () => {
    const named = (file: string, principal: Principal) =>
      resolveNamedFile(bench.services, file, { principal });
    await expect(named('/etc/passwd', REMOTE)).rejects.toMatchObject({ code: 'target_forbidden' });
    expect(await named('x.json', LOCAL)).toMatchObject({ target: join(bench.folder, 'x.json') });
  });
});
