import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CLIENTS, type Orchestration, OrchestrationError } from '@mcp-orchestration/core';
import { expect } from 'vitest';
import { parseDocument } from '../../packages/core/src/documents/parse-document.js';
import type { CorpusFile } from './corpus-files.js';
import type { Figures } from './figures.js';

/** One file in the hands of one client. */
export interface FileCase {
  readonly library: Orchestration;
  readonly client: (typeof CLIENTS)[number];
  readonly file: CorpusFile;
  /** Where the file is put. */
  readonly target: string;
  readonly figures: Figures;
}

/** What is in our entries of each release, so that it can be found and changed in any format. */
export const MARKERS = ['corpus-marker-one', 'corpus-marker-other'] as const;

/** The names of our entries. */
export const NAMES: readonly string[] = ['corpus-one', 'corpus_two'];

const REFUSALS: readonly string[] = ['config_unparsable', 'config_unsupported'];

/** The life of a deployment in one file. Every step looks at the file itself. */
export async function playFile(play: FileCase): Promise<void> {
  const { file, target, figures } = play;
  figures.cases += 1;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, file.bytes);
  if (await isRefused(play)) {
    expect(await readFile(target)).toEqual(file.bytes);
    figures.refused += 1;
    return;
  }
  await goBackAndForth(play);
  await undeploy(play, { exact: true });
  await editByHand(play);
}

/** Deploy the first release; whether the file was refused, saying where. */
async function isRefused(play: FileCase): Promise<boolean> {
  try {
    await deploy(play, 1);
    return false;
  } catch (error) {
    if (!(error instanceof OrchestrationError) || !REFUSALS.includes(error.code)) throw error;
    if (error.code === 'config_unparsable') expect(error.message).toMatch(/line \d+.*column \d+|UTF-(8|16)/);
    return true;
  }
}

/** A redeploy changes nothing; the second release and the way back give the same bytes. */
async function goBackAndForth(play: FileCase): Promise<void> {
  const first = await readFile(play.target);
  expect(await deploy(play, 1)).toBe('unchanged');
  expect(await deploy(play, 2)).toBe('deployed');
  expect(await deploy(play, 1, { force: true })).toBe('deployed');
  expect((await readFile(play.target)).toString()).toBe(first.toString());
}

async function undeploy(play: FileCase, { exact }: { exact: boolean }): Promise<void> {
  const { library, client, target, file, figures } = play;
  const before = await readFile(target);
  const { restored } = await library.call('undeploy_config', { client_id: client.client_id, target });
  countForeign(play, { before, after: await readFile(target) });
  figures.edits += 1;
  if (!exact) return;
  figures.undeploys += 1;
  const same = restored && file.bytes.equals(await readFile(target));
  if (same) figures.undeploys_that_restored_the_first_bytes += 1;
}

/** An edit of our entry is seen, is a conflict, and is gone over by force alone. */
async function editByHand(play: FileCase): Promise<void> {
  const { library, client, target } = play;
  await deploy(play, 2);
  const deployed = await readFile(target, 'utf8');
  await writeFile(target, deployed.replace(MARKERS[1], 'edited-by-hand'));
  const drift = await library.call('check_drift', { client_id: client.client_id, target });
  expect(drift.servers.filter(({ name }) => NAMES.includes(name)).map(({ state }) => state)).toContain(
    'drifted',
  );
  await expect(deploy(play, 2)).rejects.toMatchObject({ code: 'deploy_conflict' });
  await deploy(play, 2, { force: true });
  expect(await readFile(target, 'utf8')).toBe(deployed);
  await undeploy(play, { exact: false });
}

async function deploy(play: FileCase, version: number, { force = false } = {}): Promise<string> {
  const { library, client, target, figures } = play;
  const before = await readFile(target);
  const input = { client_id: client.client_id, target, version, force };
  const { status } = await library.call('deploy_config', { ...input, inline_secrets: true });
  const after = await readFile(target);
  countForeign(play, { before, after });
  if (status === 'deployed') figures.edits += 1;
  // Into a file that holds none of ours yet, every byte of it must be there afterwards, in order.
  if (before.equals(play.file.bytes)) figures.foreign_bytes_changed += bytesMissing(before, after);
  return status;
}

/** How many bytes cannot be found in another text in the same order. */
function bytesMissing(before: Buffer, after: Buffer): number {
  let at = 0;
  for (const [index, byte] of before.entries()) {
    while (at < after.length && after[at] !== byte) at += 1;
    if (at === after.length) return before.length - index;
    at += 1;
  }
  return 0;
}

function countForeign(play: FileCase, { before, after }: { before: Buffer; after: Buffer }): void {
  const now = foreignEntries(play, after);
  for (const [name, text] of foreignEntries(play, before)) {
    if (now.get(name) !== text) play.figures.entries_not_ours_rewritten += 1;
  }
}

function foreignEntries({ client }: FileCase, bytes: Buffer): Map<string, string> {
  const entries = parseDocument(bytes.toString('utf8'), client.format).entries(client.container);
  return new Map(entries.filter(({ name }) => !NAMES.includes(name)).map(({ name, text }) => [name, text]));
}
