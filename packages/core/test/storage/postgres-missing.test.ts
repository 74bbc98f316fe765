import { expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/storage/open-database.js';

it('says what to install where the package for PostgreSQL is missing', async () => {
  vi.doMock('pg', () => {
    throw new Error("Cannot find package 'pg'");
  });
  await expect(openDatabase({ url: 'postgres://user:s3cret@host/db' })).rejects.toMatchObject({
    code: 'unavailable',
    message: 'PostgreSQL needs the package "pg", which is not installed.',
    hint: expect.stringContaining('npm install pg'),
  });
});
