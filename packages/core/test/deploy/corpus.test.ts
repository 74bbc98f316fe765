import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/documents/parse-document.js';
import { findClient } from '../../src/registry/clients/bundled-clients.js';
import { CORPUS_FILES } from '../support/corpus.js';
import { discard, openWorkbench, type Workbench } from './support/workbench.js';

const OURS = {
  'our-files': { command: 'npx', args: ['-y', 'files@1.0.0', '/data'] },
  'our-other': { command: 'uvx', args: ['other@2.0.0'] },
};

describe.runIf(CORPUS_FILES.length > 0)('real files', () => {
  let bench: Workbench;
  let target = '';
  beforeAll(async () => {
    bench = await openWorkbench();
    target = join(bench.folder, 'config');
    for (const client_id of new Set(CORPUS_FILES.map((file) => file.client_id)))
      await bench.publish(OURS, { client_id });
  });
  afterAll(() => discard(bench));

  const refused = new Set<string>();

  test.each(CORPUS_FILES)(
    '$title: deployed, deployed again, undeployed',
    async ({ title, client_id, bytes }) => {
      const where = { client_id, target };
      writeFileSync(target, bytes);
      const first = bytes.toString();
      const client = findClient(client_id);
      const read = (text: string) => parseDocument(text, client.format);

      const deployed = await bench.deploy(where).catch((error: { code: string }) => error.code);
      if (typeof deployed === 'string') {
        refused.add(`${title} ${deployed}`);
        expect(['config_unparsable', 'config_unsupported']).toContain(deployed);
        expect(readFileSync(target).equals(bytes)).toBe(true);
        return;
      }
      expect(deployed.changes.map(({ action }) => action)).toEqual(['add', 'add']);
      const text = readFileSync(target, 'utf8');
      const theirs = read(first).entries(client.container);
      const after = read(text).entries(client.container);
      expect(after.filter(({ name }) => !name.startsWith('our-'))).toEqual(theirs);
      expect(await bench.drift(where)).toMatchObject({ status: 'in_sync' });
      expect(await bench.deploy(where)).toMatchObject({ status: 'unchanged' });
      expect(readFileSync(target, 'utf8')).toBe(text);

      // Without backups nothing but our entries can be taken out again.
      rmSync(join(bench.home, 'backups'), { recursive: true });
      await bench.undeploy(where);
      const spliced = readFileSync(target, 'utf8');
      expect(read(spliced).entries(client.container)).toEqual(theirs);
      if (theirs.length > 0) expect(spliced).toBe(first);

      writeFileSync(target, bytes);
      await bench.deploy(where);
      expect(await bench.undeploy(where)).toMatchObject({ restored: true });
      expect(readFileSync(target).equals(bytes)).toBe(true);
    },
  );

  test('of which few are refused, and those for a reason', () => {
    expect(refused.size, [...refused].join('\n')).toBeLessThanOrEqual(4);
  });
});
