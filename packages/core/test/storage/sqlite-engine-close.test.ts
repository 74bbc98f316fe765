import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';
import { sampleDraft } from '../../src/testing/index.js';

test('what was written is in the file itself once the database is closed, so that a copy of the file is a backup', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'close-'));
  const path = join(folder, 'state.db');
  const database = await openDatabase({ url: path });
  await database.transaction(({ drafts }) => drafts.save(sampleDraft()));
  await database.close();
  const log = await stat(`${path}-wal`).catch(() => ({ size: 0 }));
  expect(log.size).toBe(0);
  expect((await stat(path)).size).toBeGreaterThan(8192);
  await rm(folder, { recursive: true });
});
