import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { loadSqlite, type SqliteFile } from '@mcp-orchestration/core/storage';
import type { BenchHome } from './bench-home.js';
import { manyServers } from './fill.js';

/** The pragmas of the product's writer, of those that cost. */
const PRAGMAS =
  'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma recursive_triggers = on;';

/** What a raw transaction writes. */
export interface RawWrite {
  readonly sql: string;
  readonly values: (turn: number) => readonly unknown[];
}

/** The database of a home as a program would write it that has nothing but SQL: the same tables and pragmas. */
export interface RawDatabase {
  /** One durable transaction. */
  write(): void;
  close(): void;
}

/** Open the database of a home for raw writes. */
export async function openRaw({ home }: BenchHome, writes: readonly RawWrite[]): Promise<RawDatabase> {
  const { DatabaseSync } = await loadSqlite();
  const file: SqliteFile = new DatabaseSync(join(home, 'state.db'));
  file.exec(PRAGMAS);
  const prepared = writes.map(({ sql, values }) => ({ statement: file.prepare(sql), values }));
  let turn = 0;
  return {
    write() {
      turn += 1;
      file.exec('begin immediate');
      for (const { statement, values } of prepared) statement.run(...values(turn));
      file.exec('commit');
    },
    close: () => file.close(),
  };
}

const HASH = 'f'.repeat(64);
const AT = '2026-01-02T03:04:05.678Z';

/** An entry of the audit log, as `add_server_to_config` appends it. */
export const AUDIT_ENTRY: RawWrite = {
  sql: `insert into audit_entries select coalesce(max(sequence), 0) + 1, '${AT}', 'token:tok_1', 'add_server_to_config', 'cursor', ?, 'success', '{"revision":1,"server_id":"filesystem","server_name":"filesystem"}', '${HASH}', '${HASH}' from audit_entries`,
  values: (turn) => [`raw-${turn}`],
};

/** The first revision of a draft with one server. */
export const NEW_DRAFT: RawWrite = {
  sql: `insert into drafts values ('cursor', ?, 1, '{"mcpServers":{"filesystem":{"command":"npx","args":["-y","@modelcontextprotocol/server-filesystem@2026.1.1","/tmp"]}}}', null, '${AT}')`,
  values: (turn) => [`raw-${turn}`],
};

/** What a release writes beside its audit entry: artifact, release, profile, and the draft that follows it. */
export const RELEASE: readonly RawWrite[] = [
  { sql: 'insert into artifacts values (?, ?)', values: (turn) => [hashOf(turn), PAYLOAD] },
  {
    sql: `insert into releases values ('cursor', ?, 1, ?, ?, 'key', '${HASH}', '${AT}')`,
    values: (turn) => [`raw-${turn}`, hashOf(turn), SIGNATURE],
  },
  {
    sql: `insert into profiles values ('cursor', ?, 1, ?, '${AT}')`,
    values: (turn) => [`raw-${turn}`, hashOf(turn)],
  },
  {
    sql: `insert into drafts values ('cursor', ?, 2, ?, 1, '${AT}')`,
    values: (turn) => [`raw-${turn}`, PAYLOAD],
  },
];

/** What the drafts hold that are published beside it. */
const PAYLOAD = JSON.stringify(manyServers(3));
const SIGNATURE = 's'.repeat(760);

/** Hashes are scattered over an index, as those of real content. */
function hashOf(turn: number): string {
  return createHash('sha256').update(String(turn)).digest('hex');
}
