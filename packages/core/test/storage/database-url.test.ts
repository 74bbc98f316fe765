import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDatabaseUrl } from '../../src/storage/database-url.js';

describe('a database URL', () => {
  it.each([
    ['sqlite:/home/user/state.db', '/home/user/state.db'],
    ['SQLite:/home/user/state.db', '/home/user/state.db'],
    ['/home/user/state.db', '/home/user/state.db'],
    ['/home/user/a folder/100%/state.db', '/home/user/a folder/100%/state.db'],
    ['state.db', resolve('state.db')],
    ['c:\\state.db', resolve('c:\\state.db')],
  ])('%s is a file', (url, path) => {
    expect(parseDatabaseUrl(url)).toEqual({ kind: 'sqlite', path });
  });

  it.each(['postgres://user:secret@host/db', 'postgresql:///db?host=/run', 'POSTGRES://host'])(
    '%s is a server',
    (url) => {
      expect(parseDatabaseUrl(url)).toEqual({ kind: 'postgres', connectionString: url });
    },
  );

  it.each([
    '',
    'sqlite:',
    ':memory:',
    'sqlite::memory:',
    'mysql://root:s3cret@host/db',
    'postgres:host-s3cret',
    'file:///s3cret',
    'sqlite:/a\0b-s3cret',
  ])('%j is none, and is not repeated', (url) => {
    expect(() => parseDatabaseUrl(url)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(() => parseDatabaseUrl(url)).not.toThrow(/s3cret/);
  });
});
