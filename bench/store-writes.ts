import { generateKeyPairSync, sign } from 'node:crypto';
import type { Benchmark, Measurement } from './benchmark.js';
import { type BenchHome, withBenchHome } from './support/bench-home.js';
import { fillDrafts } from './support/fill.js';
import { loadServer } from './support/load.js';
import { AUDIT_ENTRY, NEW_DRAFT, openRaw, type RawDatabase, RELEASE } from './support/raw-database.js';
import { startProduct } from './support/server-process.js';
import { compare } from './turns.js';

const SECONDS = 3;
const ROUNDS = 11;
const PUBLISHED = 1_000;

/** Durable changes against raw transactions of as many rows, in databases of their own. */
export const benchmarkWrites: Benchmark = async () => [await addToDrafts(), await publish()];

/** Both sides write until their time is over, and say how often they did in a second. */
function writesPerSecond(raw: RawDatabase, work: () => void = () => raw.write()): () => number {
  return () => {
    const start = performance.now();
    let written = 0;
    for (; performance.now() - start < SECONDS * 1000; written += 1) work();
    return (written / (performance.now() - start)) * 1000;
  };
}

/** Each request changes a profile of its own, as 16 callers do that have nothing to do with each other. */
function addToDrafts(): Promise<Measurement> {
  return withBenchHome((rawHome) =>
    withBenchHome(async (home) => {
      const { token } = await home.call('create_token', { role: 'admin' });
      const server = await startProduct(home.home, String(token));
      const raw = await openRaw(rawHome, [NEW_DRAFT, AUDIT_ENTRY]);
      let round = 0;
      try {
        return await compare({
          id: 'draft.add',
          what: 'POST /v1/config/{client}/{profile}/draft/add, 16 connections',
          peer: 'SQLite transactions of the same two rows',
          unit: 'writes/s',
          rounds: ROUNDS,
          ours: () => {
            round += 1;
            return loadServer({
              url: server.url,
              connections: 16,
              seconds: SECONDS,
              headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
              requests: [
                {
                  method: 'POST',
                  path: `/v1/config/cursor/added-${round}-{n}/draft/add`,
                  body: '{"server_id":"filesystem","params":{"path":"/tmp"}}',
                },
              ],
            });
          },
          theirs: writesPerSecond(raw),
        });
      } finally {
        raw.close();
        await server.close();
      }
    }),
  );
}

function publish(): Promise<Measurement> {
  return withBenchHome((rawHome) =>
    withBenchHome(async (home) => {
      const raw = await openRaw(rawHome, [...RELEASE, AUDIT_ENTRY]);
      const { privateKey } = generateKeyPairSync('ed25519');
      const statement = Buffer.alloc(500, 's');
      try {
        return await compare({
          id: 'publish',
          what: 'publish_config: validate, sign, store, audit',
          peer: 'an Ed25519 signature and a SQLite transaction of the same five rows',
          unit: 'writes/s',
          rounds: ROUNDS,
          ours: () => publishesPerSecond(home),
          theirs: writesPerSecond(raw, () => {
            sign(null, statement, privateKey);
            raw.write();
          }),
        });
      } finally {
        raw.close();
      }
    }),
  );
}

/** Drafts are put there beforehand, each in a client of its own name's profile, and published for the first time. */
let batch = 0;
async function publishesPerSecond(home: BenchHome): Promise<number> {
  batch += 1;
  await fillDrafts(home, { client_id: 'cursor', prefix: `batch-${batch}`, count: PUBLISHED, servers: 3 });
  const start = performance.now();
  for (let index = 0; index < PUBLISHED; index += 1) {
    await home.call('publish_config', { client_id: 'cursor', profile_id: `batch-${batch}-${index}` });
  }
  return (PUBLISHED / (performance.now() - start)) * 1000;
}
