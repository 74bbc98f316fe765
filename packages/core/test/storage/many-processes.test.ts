import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { sampleRelease } from '../../src/testing/samples.js';
import { tellFigure } from '../support/figure.js';
import { SYSTEMS, useDatabases } from './databases.js';
import { type Program, useProgram } from './programs/start-program.js';

const SOAK = process.env.SOAK !== undefined;
const PROCESSES = SOAK ? 8 : 4;
const WRITES = SOAK ? 50 : 12;
/** How often each process is killed and started again. */
const KILLS = SOAK ? 5 : 2;

useDatabases();
const startWriter = useProgram('writer');

const acknowledged = ({ lines }: Program) => lines.filter((line) => /^\d+$/.test(line));

/** Kill a process when it has acknowledged a number of writes: just then it begins the next. Whether it was alive. */
async function killAfter(program: Program, writes: number): Promise<boolean> {
  const poll = setInterval(() => {
    if (acknowledged(program).length >= writes) program.child.kill('SIGKILL');
  }, 1);
  const end = await program.ended;
  clearInterval(poll);
  return end === 'SIGKILL';
}

/** Run one writer to its last write, with kills on the way. Gives the ids of the writes that it acknowledged. */
async function runWriter(url: string, name: string): Promise<{ written: string[]; kills: number }> {
  const written: string[] = [];
  let kills = 0;
  for (let life = 0; life <= KILLS; life += 1) {
    const writer = `${name}.${life}`;
    const first = written.length + 1;
    const program = startWriter([url, writer, `${first}`, `${WRITES}`]);
    if (life < KILLS)
      kills += Number(await killAfter(program, Math.floor(WRITES / (KILLS + 1)) - (life % 2)));
    else expect(await program.ended, program.lines.join('\n')).toBe(0);
    written.push(...acknowledged(program).map((number) => `${writer}-${number}`));
  }
  return { written, kills };
}

async function readBack(url: string) {
  const database = await openDatabase({ url });
  const releases = await database.stores.releases.list(sampleRelease(), { limit: 100_000 });
  const entries = await database.stores.audit.list({ after: 0, limit: 100_000 });
  await database.close();
  return { releases: releases.reverse(), entries };
}

describe.each(SYSTEMS)(
  'several processes that are killed while they write to $name',
  ({ name, freshUrl }) => {
    it('lose no write that was acknowledged, and leave no gap', { timeout: 300_000 }, async () => {
      const url = await freshUrl();
      const names = Array.from({ length: PROCESSES }, (_, index) => `writer${index}`);
      const writers = await Promise.all(names.map((name) => runWriter(url, name)));
      const written = writers.flatMap((writer) => writer.written);
      const kills = writers.reduce((sum, writer) => sum + writer.kills, 0);
      const { releases, entries } = await readBack(url);

      const stored = releases.map(({ release_hash }) => release_hash);
      expect(new Set(stored).size).toBe(stored.length);
      expect(written.filter((id) => !stored.includes(id))).toEqual([]);
      expect(written.length).toBeGreaterThanOrEqual(PROCESSES * WRITES);
      expect(kills).toBeGreaterThan(0);
      // A write may be committed and its process killed before it could say so.
      expect(stored.length - written.length).toBeLessThanOrEqual(kills);
      const gapless = stored.map((_, index) => index + 1);
      expect(releases.map(({ version }) => version)).toEqual(gapless);
      expect(entries.map(({ sequence }) => sequence)).toEqual(gapless);
      expect(entries.map(({ hash }) => hash)).toEqual(stored);
      tellFigure(
        `${PROCESSES} processes on ${name}, ${written.length} writes acknowledged, ${kills} SIGKILLs: 0 lost, 0 twice, no gap`,
      );
    });
  },
);
