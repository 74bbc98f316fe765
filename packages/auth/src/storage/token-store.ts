import { type StorageHandle, statement } from '@mcp-orchestration/core/storage';
import { type Selectable, sql } from 'kysely';
import type { Token, TokenStore, TokenUsage } from '../token.js';
import type { AuthSchema } from './schema.js';

type Row = Selectable<AuthSchema['tokens']>;
type UsedRow = Row & { usage_count: number | null; last_used_at: string | null };

function toRow(token: Token): Row {
  const list = (ids: readonly string[] | null): string | null => (ids === null ? null : JSON.stringify(ids));
  return {
    ...token,
    permissions: JSON.stringify(token.permissions),
    clients: list(token.clients),
    profiles: list(token.profiles),
  };
}

function fromRow(row: Row): Token {
  const list = (text: string | null): string[] | null => (text === null ? null : JSON.parse(text));
  return {
    token_id: row.token_id,
    token_hash: row.token_hash,
    name: row.name,
    permissions: JSON.parse(row.permissions),
    clients: list(row.clients),
    profiles: list(row.profiles),
    created_at: row.created_at,
    expires_at: row.expires_at,
    revoked_at: row.revoked_at,
  };
}

function fromUsedRow(row: UsedRow): Token & TokenUsage {
  return { ...fromRow(row), usage_count: row.usage_count ?? 0, last_used_at: row.last_used_at };
}

const findByHash = statement((handle, { token_hash }: { token_hash: string }) =>
  handle.withTables<AuthSchema>().selectFrom('tokens').selectAll().where('token_hash', '=', token_hash),
);

const addUsesOfOne = statement(
  (handle, { token_id, usage_count, last_used_at }: Selectable<AuthSchema['token_usage']>) =>
    handle
      .withTables<AuthSchema>()
      .insertInto('token_usage')
      .values({ token_id, usage_count, last_used_at })
      .onConflict((conflict) =>
        conflict.column('token_id').doUpdateSet({
          usage_count: sql`token_usage.usage_count + excluded.usage_count`,
          last_used_at: sql`case when token_usage.last_used_at > excluded.last_used_at
            then token_usage.last_used_at else excluded.last_used_at end`,
        }),
      ),
);

/** Tokens over a database that {@link authMigrations} has prepared: for reads, or within a transaction. */
export function createTokenStore(database: StorageHandle): TokenStore {
  const handle = database.withTables<AuthSchema>();
  const withUsage = () =>
    handle
      .selectFrom('tokens')
      .leftJoin('token_usage', 'token_usage.token_id', 'tokens.token_id')
      .selectAll('tokens')
      .select(['token_usage.usage_count', 'token_usage.last_used_at']);
  return {
    async insert(token) {
      await handle.insertInto('tokens').values(toRow(token)).execute();
    },
    async find(tokenId) {
      const row = await withUsage().where('tokens.token_id', '=', tokenId).executeTakeFirst();
      return row && fromUsedRow(row);
    },
    async findByHash(token_hash) {
      const [row] = (await findByHash(database, { token_hash })).rows;
      return row && fromRow(row);
    },
    async list() {
      const rows = await withUsage().orderBy('tokens.created_at').orderBy('tokens.token_id').execute();
      return rows.map(fromUsedRow);
    },
    async update({ token_id, expires_at, revoked_at }) {
      await handle
        .updateTable('tokens')
        .set({ expires_at, revoked_at })
        .where('token_id', '=', token_id)
        .execute();
    },
    async addUses(uses) {
      for (const { token_id, count, last_used_at } of uses) {
        await addUsesOfOne(database, { token_id, usage_count: count, last_used_at });
      }
    },
  };
}
