// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested.
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { healDrift } from '../../src/deploy/heal-drift.js';
import { localPrincipal } from '../../src/principal.js';
import type { ServerEntry } from '../../src/registry/server-entry.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const FIRST = `{
  // mine
  "inputs": [
    { "type": "pickString", "id": "region", "options": ["eu", "us"] } // which
  ],
  "servers": { "own": { "command": "own" } }
}
`;
const SERVERS: Record<string, ServerEntry> = {
  one: { command: 'one', args: ['--region=${input:region}'], env: { TOKEN: '${input:token}' } },
  two: { type: 'http', url: 'https://two.dev/mcp', headers: { Authorization: 'Bearer ${input:token}' } },
};

let bench: Workbench;
let where: { client_id: string; target: string };
beforeEach(async () => {
  bench = await openWorkbench();
  where = { client_id: 'vscode', target: join(bench.folder, 'mcp.json') };
});
afterEach(() => discard(bench));

const publish = (servers: Record<string, ServerEntry> = SERVERS) => bench.publish(servers, where);
const read = () => readFileSync(where.target, 'utf8');
const write = (text: string) => writeFile(where.target, text);
const replace = (from: string, to: string) => write(read().replace(from, to));
const inputsIn = (text: string): { id: string }[] => JSON.parse(text.replaceAll(/ \/\/.*/g, '')).inputs;
const changesOf = ({ changes }: { changes: readonly { kind?: string; name: string; action: string }[] }) =>
  changes.flatMap(({ kind, name, action }) => (kind === 'input' ? [`${action} ${name}`] : []));

describe('the inputs that a release refers to', () => {
  test('are defined where they are missing, and left as they are where they are not', async () => {
    await publish();
    await write(FIRST);
    const deployed = await bench.deploy(where);
    expect(changesOf(deployed)).toEqual(['adopt region', 'add token']);
    expect(read()).toBe(`{
  // mine
  "inputs": [
    { "type": "pickString", "id": "region", "options": ["eu", "us"] }, // which
    { "type": "promptString", "id": "token", "description": "token for one, two", "password": true }
  ],
  "servers": { "own": { "command": "own" }, "one": { "type": "stdio", "command": "one", "args": ["--region=\${input:region}"], "env": { "TOKEN": "\${input:token}" } }, "two": { "type": "http", "url": "https://two.dev/mcp", "headers": { "Authorization": "Bearer \${input:token}" } } }
}
`);
    expect(await bench.deploy(where)).toMatchObject({ status: 'unchanged' });
    expect(await bench.drift(where)).toMatchObject({
      status: 'in_sync',
      inputs: [
        { name: 'region', state: 'clean' },
        { name: 'token', state: 'clean' },
      ],
    });
  });

  test('are defined in a file that has no list of them, and in a new one', async () => {
    await publish();
    for (const text of ['{\n\t"servers": {}\n}\n', undefined]) {
      if (text !== undefined) await write(text);
      await bench.deploy(where);
      expect(inputsIn(read())).toEqual([
        { type: 'promptString', id: 'region', description: 'region for one', password: true },
        { type: 'promptString', id: 'token', description: 'token for one, two', password: true },
      ]);
      await rm(where.target);
    }
  });

  test('are in the plan and in the diff of a dry run', async () => {
    await publish();
    await write(FIRST);
    const planned = await bench.deploy({ ...where, dry_run: true });
    expect(changesOf(planned)).toEqual(['adopt region', 'add token']);
    expect(planned.diff).toContain('+    { "type": "promptString", "id": "token"');
    expect(read()).toBe(FIRST);
  });

  test('are looked for in whatever VS Code reads of an entry', async () => {
    await publish({
      one: {
        command: '${input:program}',
        cwd: '${input:folder}',
        extra: { vscode: { envFile: '${input:file}' } },
      },
    });
    await bench.deploy(where);
    expect(inputsIn(read()).map(({ id }) => id)).toEqual(['program', 'folder', 'file']);
  });

  test('are no concern of a release that refers to none, whatever stands in their place', async () => {
    await publish({ one: { command: 'one' } });
    await write('{"inputs": {"not": "a list"}, "servers": {}}');
    await bench.deploy(where);
    expect(await bench.drift(where)).toMatchObject({ status: 'in_sync' });
    expect(read()).toContain('"inputs": {"not": "a list"}');
    const odd = read();
    await publish();
    await expect(bench.deploy(where)).rejects.toMatchObject({ code: 'config_unsupported' });
    expect(read()).toBe(odd);
  });
});

describe('a definition of ours', () => {
  beforeEach(async () => {
    await publish();
    await write(FIRST);
    await bench.deploy(where);
  });

  test('goes with us, and the first bytes come back', async () => {
    expect(changesOf(await bench.undeploy(where))).toEqual(['keep region', 'remove token']);
    expect(read()).toBe(FIRST);
  });

  test('goes alone where somebody has edited the rest of the file', async () => {
    await replace('// mine', '// still mine');
    await rm(join(bench.home, 'backups'), { recursive: true });
    await bench.undeploy(where);
    expect(read()).toBe(FIRST.replace('// mine', '// still mine'));
  });

  test('goes with the last server of the release that refers to it', async () => {
    await publish({ two: { command: 'two', env: { TOKEN: '${input:token}' } } });
    expect(changesOf(await bench.deploy(where))).toEqual(['keep token', 'keep region']);
    await publish({ two: { command: 'two' } });
    expect(await bench.drift(where)).toMatchObject({
      status: 'pending',
      inputs: [{ name: 'token', state: 'orphaned' }],
    });
    expect(changesOf(await bench.deploy(where))).toEqual(['remove token']);
    expect(inputsIn(read()).map(({ id }) => id)).toEqual(['region']);
    expect(await bench.drift(where)).not.toHaveProperty('inputs');
  });

  test('stays where a server of the user refers to it by now', async () => {
    await replace('{ "command": "own" }', '{ "command": "own", "args": ["${input:token}"] }');
    expect(changesOf(await bench.undeploy(where))).toEqual(['keep region', 'keep token']);
    expect(inputsIn(read()).map(({ id }) => id)).toEqual(['region', 'token']);
  });

  test('stays where a server of the user refers to it in other characters, and goes where a comment alone does', async () => {
    await replace('{ "command": "own" }', '{ "command": "own", "args": ["\\u0024{input:token}"] }');
    expect(changesOf(await bench.undeploy(where))).toEqual(['keep region', 'keep token']);
    await write(FIRST);
    await bench.deploy(where);
    await replace('// mine', '// ${input:token}');
    expect(changesOf(await bench.undeploy(where))).toEqual(['keep region', 'remove token']);
    expect(read()).toBe(FIRST.replace('// mine', '// ${input:token}'));
  });

  test('stays with one of the user’s of the same name, which would go with it', async () => {
    const theirs = '{ "id": "token", "type": "promptString", "description": "theirs" },';
    await replace('"inputs": [', `"inputs": [ ${theirs}`);
    for (const force of [false, true]) {
      await bench.undeploy({ ...where, force });
      expect(inputsIn(read()).map(({ id }) => id)).toEqual(['token', 'region', 'token']);
      await bench.deploy(where);
    }
  });

  test('that was edited by hand is the user’s: no deploy touches it, and it stays when we go, unless forced', async () => {
    await replace('token for one, two', 'The token');
    const edited = read();
    expect(await bench.drift(where)).toMatchObject({ status: 'in_sync' });
    expect(await bench.deploy({ ...where, force: true })).toMatchObject({ status: 'unchanged' });
    await bench.undeploy(where);
    expect(inputsIn(read())).toMatchObject([{ id: 'region' }, { id: 'token', description: 'The token' }]);
    await write(edited);
    await bench.deploy(where);
    await write(FIRST);
    await bench.deploy(where);
    await replace('token for one, two', 'The token');
    await bench.undeploy({ ...where, force: true });
    expect(read()).toBe(FIRST);
  });

  test('that was taken out is missing, and the next deploy puts it back', async () => {
    const deployed = read();
    await write(deployed.replace(/,? \/\/ which\n.*"token".*\n/, ' // which\n'));
    expect(inputsIn(read()).map(({ id }) => id)).toEqual(['region']);
    expect(await bench.drift(where)).toMatchObject({
      status: 'drifted',
      inputs: [{ name: 'region' }, { name: 'token', state: 'missing' }],
    });
    expect(changesOf(await bench.deploy(where))).toEqual(['keep region', 'add token']);
    expect(read()).toBe(deployed);
  });

  test('is put back by healing, and so is one of the user’s that servers of ours need', async () => {
    await write(FIRST.replace(/\{ "type".*\n/, '\n'));
    const call = { principal: localPrincipal('tester'), signal: new AbortController().signal };
    await healDrift(bench.services, { ...where, profile_id: 'default' }, call);
    expect(inputsIn(read()).map(({ id }) => id)).toEqual(['region', 'token']);
    expect(await bench.drift(where)).toMatchObject({ status: 'in_sync' });
  });

  test('is taken over by another client of the same file, and goes with one that asks for none', async () => {
    await bench.publish(SERVERS, { client_id: 'vscode-insiders' });
    const before = read();
    await bench.deploy({ ...where, client_id: 'vscode-insiders' });
    expect(read()).toBe(before);
    await bench.publish({ one: { command: 'one' } }, { client_id: 'cursor' });
    const deployed = await bench.deploy({ ...where, client_id: 'cursor' });
    expect(changesOf(deployed)).toEqual(['keep region', 'remove token']);
    expect(inputsIn(read()).map(({ id }) => id)).toEqual(['region']);
  });
});

test('an input is as deployed beside a secret that the client cannot look up', async () => {
  await discard(bench);
  bench = await openWorkbench({ env: { SECRET: 'canary-Zx81qPw04LmNv7' } });
  where = { client_id: 'copilot-jetbrains', target: join(bench.folder, 'mcp.json') };
  await publish({ one: { command: 'one', env: { SECRET: '${env:SECRET}', TOKEN: '${input:token}' } } });
  await bench.deploy({ ...where, inline_secrets: true });
  expect(await bench.drift(where)).toMatchObject({
    status: 'in_sync',
    inputs: [{ name: 'token', state: 'clean' }],
  });
});

test('a client that asks its user for nothing refuses a server that needs an input, and names it', async () => {
  const before = '{"mcpServers": {}}';
  await bench.write(before);
  await bench.publish({ ...SERVERS, three: { command: 'three' } });
  for (const inline_secrets of [false, true]) {
    await expect(bench.deploy({ inline_secrets })).rejects.toMatchObject({
      code: 'draft_invalid',
      message: expect.stringMatching(
        /Server "one": Cursor .*\$\{input:region\}.*Server "two": .*\$\{input:token\}/,
      ),
      errors: [
        { code: 'INPUT_NOT_SUPPORTED', server: 'one', field: 'args.0' },
        { code: 'INPUT_NOT_SUPPORTED', server: 'one', field: 'env.TOKEN' },
        { code: 'INPUT_NOT_SUPPORTED', server: 'two', field: 'headers.Authorization' },
      ],
    });
  }
  expect(bench.read()).toBe(before);
});
