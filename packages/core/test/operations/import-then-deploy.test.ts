import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/documents/parse-document.js';
import { OrchestrationError } from '../../src/errors.js';
import { CLIENTS, findClient } from '../../src/registry/clients/bundled-clients.js';
import { encodeEntry } from '../../src/registry/clients/encode-entry.js';
import { LINUX } from '../registry/clients/machines.js';
import { useBench } from '../support/bench.js';
import { CORPUS_FILES } from '../support/corpus.js';

const SERVER = { command: 'npx', args: ['-y', 'files'] };
const REMOTE = { url: 'https://files.dev/mcp' };

/** As people write it, where that is not how we do. */
const OWN_WAYS = [
  ['cline', { type: 'stdio', ...SERVER }],
  ['roo-code', { type: 'stdio', ...SERVER }],
  ['augment', { type: 'stdio', ...SERVER }],
  ['amazon-q', { type: 'stdio', ...SERVER }],
  ['kimi', { transport: 'stdio', ...SERVER }],
  ['claude-code', SERVER],
  ['vscode', SERVER],
  ['vscode', REMOTE],
  ['windsurf', REMOTE],
] as const;

describe('what is imported from a file and deployed to it', () => {
  const bench = useBench({ keys: true });

  /** Import a text as the client's file, publish that and deploy it to the file. The actions of the deployment. */
  async function comeAndGo(where: { client_id: string; profile_id?: string }, text: string) {
    const target = await bench().write('config', text);
    const { imported } = await bench().call('import_config', { ...where, file: target });
    if (imported.length === 0) return { imported, actions: [] };
    await bench().call('publish_config', { ...where, allow_literal_secrets: true });
    const { status, changes } = await bench().call('deploy_config', { ...where, target });
    const drift = await bench().call('check_drift', { ...where, target });
    expect([status, drift.status]).toEqual(['unchanged', 'in_sync']);
    expect(await bench().read('config')).toBe(text);
    expect(await bench().call('undeploy_config', { ...where, target })).toMatchObject({ restored: true });
    expect(await bench().read('config')).toBe(text);
    return { imported, actions: changes.flatMap(({ kind, action }) => (kind === undefined ? action : [])) };
  }

  it.each(OWN_WAYS)('changes no byte of %s, which spells it %j', async (client_id, entry) => {
    const [key = ''] = findClient(client_id).container.path;
    const text = `{ "${key}": { "files": ${JSON.stringify(entry)} } }`;
    expect(await comeAndGo({ client_id }, text)).toEqual({ imported: ['files'], actions: ['adopt'] });
  });

  it('changes no byte for any client that is spelt as it documents', async () => {
    for (const client of CLIENTS) {
      const { members } = encodeEntry(client, { name: 'files', entry: SERVER, machine: LINUX });
      const empty = parseDocument(client.new_file ?? '', client.format);
      const text = empty.edit(client.container, [{ op: 'set', name: 'files', members }]);
      const { actions } = await comeAndGo({ client_id: client.client_id }, text);
      expect(actions, client.client_id).toEqual(['adopt']);
    }
  });

  it.runIf(CORPUS_FILES.length > 0)('changes no byte of any real file', { timeout: 120_000 }, async () => {
    let adopted = 0;
    let refused = 0;
    for (const { title, client_id, bytes } of CORPUS_FILES) {
      const profile_id = title.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-');
      try {
        const { imported, actions } = await comeAndGo({ client_id, profile_id }, bytes.toString());
        expect(actions, title).toEqual(imported.map(() => 'adopt'));
        adopted += actions.length;
      } catch (error) {
        if (!(error instanceof OrchestrationError)) throw error;
        // It does not parse, or it holds what this client cannot do.
        expect(error.code, title).toMatch(/^(config_un|draft_invalid)/);
        refused += 1;
      }
    }
    expect(refused).toBeLessThan(8);
    expect(adopted).toBeGreaterThan(300);
  });
});
