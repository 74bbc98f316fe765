import { randomBytes } from 'node:crypto';
import { launchPostgres, type PostgresServer } from './postgres-server.js';

/** Where the test run keeps one server for all its suites: an address that answers with the server's URL. */
export const SHARED_POSTGRES_VARIABLE = 'MCP_ORCHESTRATION_TEST_POSTGRES';

/** A PostgreSQL server to test on. */
export interface TestPostgres {
  /** Of its first database. Holds a password. */
  readonly url: string;
  /** The URL of a new, empty database. */
  freshDatabase(): Promise<string>;
  /** Take the databases away that were made, and stop the server where it is ours alone. */
  stop(): Promise<void>;
}

/** The server named by `TEST_DATABASE_URL`, else the one that the test run shares, else one of our own. */
async function findServer(): Promise<PostgresServer> {
  const named = process.env.TEST_DATABASE_URL;
  if (named !== undefined && named !== '') return { url: named, stop: async () => undefined };
  const shared = process.env[SHARED_POSTGRES_VARIABLE];
  if (shared === undefined) return launchPostgres();
  const reply = await fetch(shared);
  const text = await reply.text();
  if (!reply.ok) throw new Error(text);
  return { url: text, stop: async () => undefined };
}

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** A PostgreSQL server for tests. Every suite may call it: in one test run they share a server. */
export async function startPostgres(): Promise<TestPostgres> {
  const server = await findServer();
  const made: string[] = [];
  return {
    url: server.url,
    async freshDatabase() {
      const name = `test_${randomBytes(8).toString('hex')}`;
      await execute(server.url, [`create database ${name}`]);
      made.push(name);
      return withDatabase(server.url, name);
    },
    async stop() {
      await execute(
        server.url,
        made.map((name) => `drop database if exists ${name} with (force)`),
      );
      await server.stop();
    },
  };
}
