import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CLIENTS, type Orchestration, openOrchestration } from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CorpusFile, ownFiles, realFiles } from './corpus/corpus-files.js';
import { noFigures, showFigures } from './corpus/figures.js';
import { ownersOf } from './corpus/owners.js';
import { MARKERS, NAMES, playFile } from './corpus/play-file.js';

/** `npm run test:corpus` takes every real file where they are at hand; a plain run takes our own, and some. */
const ALL = process.env.MCP_ORCHESTRATION_CORPUS === 'all';
const SOME = 8;
const FEW = 3;

const real = realFiles();
const files = ALL
  ? [...real, ...ownFiles()]
  : [...real.filter((_, at) => at % Math.ceil(real.length / SOME) === 0), ...ownFiles()];
const cases = files.flatMap((file, at) =>
  ownersOf(file)
    // Each file in the hands of a few, and every client with a few files.
    .filter((_, index, { length }) => ALL || length <= FEW || (index + at) % Math.ceil(length / FEW) === 0)
    .map((client) => ({ client, file })),
);
const figures = noFigures();

let folder: string;
let library: Orchestration;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  library = await openOrchestration({ home: join(folder, 'home') });
  await library.call('initialize_keys', {});
  const clients = new Set(cases.map(({ client }) => client.client_id));
  for (const client_id of clients) await publishTwice(client_id);
});
afterAll(async () => {
  await library.close();
  await rm(folder, { recursive: true, force: true });
  process.stdout.write(`corpus: ${showFigures(figures)}\n`);
});

/** Two releases of two servers, that differ in one argument. */
async function publishTwice(client_id: string): Promise<void> {
  for (const marker of MARKERS) {
    await library.call('clear_draft_config', { client_id });
    for (const server_name of NAMES) {
      const server = { command: 'node', args: [`${marker}.js`] };
      await library.call('add_server_to_config', { client_id, server_name, server });
    }
    await library.call('publish_config', { client_id });
  }
}

const byClient = new Map<string, CorpusFile[]>();
for (const { client, file } of cases) {
  byClient.set(client.client_id, [...(byClient.get(client.client_id) ?? []), file]);
}

describe('files as people have them', () => {
  for (const [id, owned] of byClient) {
    it(`are edited for ${id} and given back byte for byte (${owned.length})`, {
      timeout: 600_000,
    }, async () => {
      const client = CLIENTS.find(({ client_id }) => client_id === id);
      if (client === undefined) throw new Error(`There is no client ${id}.`);
      for (const [at, file] of owned.entries()) {
        const target = join(folder, id, String(at), basename(file.name));
        try {
          await playFile({ library, client, file, target, figures });
        } catch (error) {
          throw new Error(
            `${file.name} as a file of ${id}: ${error instanceof Error ? error.message : error}`,
            {
              cause: error,
            },
          );
        }
      }
    });
  }

  it('lose nothing', () => {
    figures.files = files.length;
    expect(figures.cases).toBe(cases.length);
    expect(figures.refused).toBeGreaterThan(0);
    expect(figures.edits).toBeGreaterThan(figures.cases);
    expect(figures.foreign_bytes_changed).toBe(0);
    expect(figures.entries_not_ours_rewritten).toBe(0);
    expect(figures.undeploys).toBe(figures.cases - figures.refused);
    expect(figures.undeploys_that_restored_the_first_bytes).toBe(figures.undeploys);
  });
});
