import type { Kysely } from 'kysely';
import { OrchestrationError } from '../../errors.js';
import type { Engine } from '../engine.js';
import type { StorageHandle } from '../schema.js';
import { textType } from './ddl.js';
import type { MigrationContext, Migrations } from './migration.js';

/** How many steps of each namespace a database has been through. */
type Versions = ReadonlyMap<string, number>;

async function readVersions(handle: StorageHandle): Promise<Versions> {
  const rows = await handle.selectFrom('schema_versions').select(['namespace', 'version']).execute();
  return new Map(rows.map(({ namespace, version }) => [namespace, version]));
}

/** The versions of a database, which may be empty: then there is no table to read. */
async function tryReadVersions(handle: StorageHandle): Promise<Versions> {
  try {
    return await readVersions(handle);
  } catch (error) {
    if (error instanceof OrchestrationError) throw error;
    return new Map();
  }
}

/** Whether nothing is to be done. A newer database may hold what this code would misread, so it is refused. */
function isCurrent(versions: Versions, migrations: Migrations): boolean {
  const behind = Object.entries(migrations).map(([name, steps]) => steps.length - (versions.get(name) ?? 0));
  if (behind.some((steps) => steps < 0)) {
    throw new OrchestrationError('unavailable', {
      message: 'The database was made by a newer version of mcp-orchestration.',
      hint: 'Upgrade this installation with: npm install -g mcp-orchestration@latest',
    });
  }
  return behind.every((steps) => steps === 0);
}

async function createVersionTable({ handle, kind }: MigrationContext): Promise<void> {
  await handle.schema
    .createTable('schema_versions')
    .ifNotExists()
    .addColumn('namespace', textType(kind), (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
}

async function recordVersion(
  handle: StorageHandle,
  row: { namespace: string; version: number },
): Promise<void> {
  await handle
    .insertInto('schema_versions')
    .values(row)
    .onConflict((conflict) => conflict.column('namespace').doUpdateSet({ version: row.version }))
    .execute();
}

/**
 * Bring a database to the newest schema. Where it is there already, this is one query. Else the steps that are
 * missing run in one write transaction, so of several processes that start together one does the work.
 * @throws OrchestrationError `unavailable` where the database is newer than this code.
 */
export async function migrate(engine: Engine, migrations: Migrations): Promise<void> {
  if (isCurrent(await tryReadVersions(engine.handle), migrations)) return;
  await engine.transaction(async (handle) => {
    const context: MigrationContext = { handle: handle as unknown as Kysely<unknown>, kind: engine.kind };
    await createVersionTable(context);
    const versions = await readVersions(handle);
    if (isCurrent(versions, migrations)) return;
    for (const [namespace, steps] of Object.entries(migrations)) {
      for (const step of steps.slice(versions.get(namespace) ?? 0)) await step(context);
      await recordVersion(handle, { namespace, version: steps.length });
    }
  });
}
