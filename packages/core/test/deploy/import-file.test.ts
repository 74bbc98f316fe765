import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ImportRequest, importFile } from '../../src/deploy/import-file.js';
import { localPrincipal, type Principal } from '../../src/principal.js';
import { envReference } from '../../src/registry/env-reference.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => discard(bench));

function read(request: Partial<ImportRequest> = {}, principal: Principal = localPrincipal('me')) {
  return importFile(bench.services, { client_id: 'cursor', ...request }, { principal });
}

test("the client's own file is read into canonical entries", async () => {
  await bench.write('{"mcpServers":{"a":{"command":"npx","args":["x"]},"b":{"url":"https://x.dev/mcp"}}}');
  expect(await read()).toEqual({
    servers: { a: { command: 'npx', args: ['x'] }, b: { type: 'http', url: 'https://x.dev/mcp' } },
    skipped: [],
  });
});

test('text is read in the format of the client, and needs no file', async () => {
  const text = '[mcp_servers.a]\ncommand = "npx"\n';
  expect(await read({ client_id: 'codex', text })).toMatchObject({ servers: { a: { command: 'npx' } } });
  await expect(read({ client_id: 'codex', text: '[[' })).rejects.toMatchObject({ code: 'config_unparsable' });
});

test('what has no canonical form is left out, with the reason', async () => {
  await bench.write(
    '{"mcpServers":{"ok":{"command":"a"},"empty":{},"text":"x","":{"command":"b"},"__proto__":{"command":"c"}}}',
  );
  const { servers, skipped } = await read();
  expect(Object.keys(servers)).toEqual(['ok']);
  expect(skipped.map(({ name }) => name).sort()).toEqual(['', '__proto__', 'empty', 'text']);
  expect(skipped.every(({ reason }) => reason.length > 5)).toBe(true);
});

test('a file may be named, by those who may', async () => {
  await writeFile(join(bench.folder, 'mine.json'), '{"mcpServers":{"a":{"command":"a"}}}');
  expect(Object.keys((await read({ file: 'mine.json' })).servers)).toEqual(['a']);
  const remote: Principal = { kind: 'token', id: 't', permissions: ['config:draft'] };
  const file = join(bench.folder, 'mine.json');
  await expect(read({ file }, remote)).rejects.toMatchObject({ code: 'target_forbidden' });
});

test('a file that is not there is said to be so', async () => {
  await expect(read()).rejects.toMatchObject({ code: 'file_not_found' });
  await expect(read({ project_dir: 'p' })).rejects.toMatchObject({ code: 'file_not_found' });
});

test('what was deployed reads as what was published', async () => {
  const servers = {
    files: { command: 'npx', args: ['a b', envReference('HOME_DIR')], env: { TOKEN: envReference('TOKEN') } },
    remote: {
      type: 'http',
      url: 'https://x.dev/mcp',
      headers: { Authorization: `Bearer ${envReference('TOKEN')}` },
    },
  } as const;
  for (const client_id of ['cursor', 'vscode', 'codex', 'gemini-cli', 'opencode']) {
    const target = join(bench.folder, `${client_id}.conf`);
    const payload =
      client_id === 'codex' ? { files: { command: 'npx', env: { TOKEN: envReference('TOKEN') } } } : servers;
    await bench.publish(payload, { client_id });
    await bench.deploy({ client_id, target });
    expect(await read({ client_id, file: target }), client_id).toEqual({ servers: payload, skipped: [] });
  }
});
