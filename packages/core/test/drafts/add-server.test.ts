// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addServer, renderChoice } from '../../src/drafts/add-server.js';
import { sampleServer } from '../../src/testing/samples.js';
import { useBench } from '../support/bench.js';

const bench = useBench();
const render = (choice: Parameters<typeof renderChoice>[1]) =>
  renderChoice(bench().core.database.stores, choice);

describe('rendering a choice', () => {
  it('names a server of the catalogue by its id', async () => {
    expect(await render({ server_id: 'memory' })).toMatchObject({
      name: 'memory',
      entry: { command: 'npx' },
    });
  });

  it('names one of the form owner/name by its name alone', async () => {
    await bench().call('register_server', sampleServer({ server_id: 'io.github.me/files' }));
    expect((await render({ server_id: 'io.github.me/files' })).name).toBe('files');
  });

  it('takes an entry as it is, and adds variables to no entry that it was given', async () => {
    const server = { command: 'x', env: { A: '1' } };
    const { entry } = await render({ server, server_name: 'x', env_vars: { B: '${env:B}' } });
    expect(entry).toEqual({ command: 'x', env: { A: '1', B: '${env:B}' } });
    expect(server).toEqual({ command: 'x', env: { A: '1' } });
  });

  it('makes no environment where no variables are given', async () => {
    const server = { command: 'x' };
    expect((await render({ server, server_name: 'x', env_vars: {}, params: {} })).entry).toBe(server);
  });

  it.each([
    [{}, 'server_id'],
    [{ server_id: 'memory', server: { command: 'x' } }, 'server_id'],
    [{ server: { command: 'x' } }, 'server_name'],
    [{ server_id: 'memory', server_name: ' padded ' }, 'server_name'],
    [{ server: { command: 'x' }, server_name: 'x', params: { a: 'b' } }, 'params'],
    [
      { server: { type: 'http' as const, url: 'https://h' }, server_name: 'x', env_vars: { A: 'b' } },
      'env_vars',
    ],
  ])('refuses %j for %s', async (choice, field) => {
    await expect(render(choice)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(new RegExp(`^${field}: `)),
      errors: [expect.objectContaining({ field })],
    });
  });
});

describe('adding a server to a payload', () => {
  const payload = { mcpServers: { a: { command: 'a' } } };

  it('puts it last, and leaves the payload alone', () => {
    const added = addServer(payload, { name: 'b', entry: { command: 'b' } });
    expect(Object.keys(added.mcpServers)).toEqual(['a', 'b']);
    expect(Object.keys(payload.mcpServers)).toEqual(['a']);
  });

  it('takes no name twice', () => {
    expect(() => addServer(payload, { name: 'a', entry: { command: 'b' } })).toThrow('named "a"');
  });

  it('knows no names but those that are there', () => {
    const names = ['toString', 'constructor', 'hasOwnProperty', '__proto__'];
    for (const name of names) {
      const { mcpServers } = addServer(payload, { name, entry: { command: 'b' } });
      expect(Object.keys(mcpServers)).toEqual(['a', name]);
    }
  });

  it('keeps all that was there, whatever the names', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, (all) => {
        const built = all.reduce((sum, name) => addServer(sum, { name, entry: { command: name } }), {
          mcpServers: {},
        } as Parameters<typeof addServer>[0]);
        expect(new Map(Object.entries(built.mcpServers))).toEqual(
          new Map(all.map((name) => [name, { command: name }])),
        );
      }),
    );
  });
});
