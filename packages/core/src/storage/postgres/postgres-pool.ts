import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, PoolConfig, QueryResult } from 'pg';
import { OrchestrationError } from '../../errors.js';
import { translatePostgresError } from './postgres-errors.js';

/** The type number of int8 in PostgreSQL: bigint columns, count(), max() of them. */
const INT8 = 20;

type Pg = typeof import('pg')['default'];

async function loadPg(): Promise<Pg> {
  try {
    return (await import('pg')).default;
  } catch (cause) {
    throw new OrchestrationError('unavailable', {
      message: 'PostgreSQL needs the package "pg", which is not installed.',
      hint: 'Install it beside mcp-orchestration with: npm install pg',
      cause,
    });
  }
}

async function translated<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw translatePostgresError(error);
  }
}

/**
 * PostgreSQL answers COMMIT with ROLLBACK where a statement of the transaction failed, and its error was swallowed:
 * nothing was stored, and nobody told.
 */
function assertCommitted(sql: string, command: string): void {
  if (sql === 'commit' && command !== 'COMMIT') {
    throw new Error('The transaction was rolled back: a statement in it had failed.');
  }
}

/** The query of a client with its errors translated. Kysely asks for cursors only when told of a cursor package. */
function wrapClient(client: PoolClient): PostgresPoolClient {
  async function query(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    const result = await translated(() => client.query(sql, [...parameters]));
    assertCommitted(sql, result.command);
    return result;
  }
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() };
}

/** Numbers for int8: every integer here is far below 2^53. Set for this pool alone; other users of `pg` keep theirs. */
function numberTypes(pg: Pg): NonNullable<PoolConfig['types']> {
  return {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
}

/** A connection that breaks tells its pool and its users; unheard, the event would end the process. */
function hearErrors(pool: Pool, onWarn: (message: string) => void): void {
  pool.on('error', () => onWarn('A connection to the database was lost.'));
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** A pool of connections whose errors are translated. It connects when first used. */
export async function openPostgresPool(options: {
  readonly connectionString: string;
  readonly onWarn: (message: string) => void;
}): Promise<PostgresPool> {
  const pg = await loadPg();
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: 'mcp-orchestration',
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    allowExitOnIdle: true,
    types: numberTypes(pg),
  });
  hearErrors(pool, options.onWarn);
  return {
    connect: async () => wrapClient(await translated(() => pool.connect())),
    end: () => pool.end(),
  };
}
