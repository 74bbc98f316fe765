import { describe, expect, it } from 'vitest';
import { loadSqlite } from '../../src/storage/sqlite/sqlite-module.js';

/** A version as one number: 3.51.3 is 3051003. */
function versionNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 1_000_000 + minor * 1_000 + patch;
}

describe('the SQLite that is loaded', () => {
  it('has no WAL-reset bug, on whatever Node', async () => {
    const { DatabaseSync } = await loadSqlite();
    const memory = new DatabaseSync(':memory:');
    const [row] = memory.prepare('select sqlite_version() as version').all() as { version: string }[];
    memory.close();
    expect(versionNumber(row?.version ?? '')).toBeGreaterThanOrEqual(versionNumber('3.51.3'));
  });

  it('does not take warnings from anyone else', async () => {
    const before = process.emitWarning;
    await loadSqlite();
    expect(process.emitWarning).toBe(before);
  });
});
