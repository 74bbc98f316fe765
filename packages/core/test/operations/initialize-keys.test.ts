import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'initialize_keys', {});

describe('initializing keys', () => {
  it('makes a key, and says where it lies', async () => {
    const made = await bench().call('initialize_keys');
    const key_dir = join(bench().core.home, 'keys');
    expect(made).toEqual({
      status: 'initialized',
      key_id: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      key_dir,
      public_key_path: expect.stringContaining(key_dir),
      message: expect.any(String),
    });
    expect(await readFile(made.public_key_path, 'utf8')).toContain('BEGIN PUBLIC KEY');
    expect((await stat(join(key_dir, `${made.key_id}.pem`))).mode & 0o777).toBe(0o600);
  });

  it('leaves a key that is there alone, and records nothing', async () => {
    const first = await bench().call('initialize_keys');
    const before = await bench().audit();
    const again = await bench().call('initialize_keys');
    expect(again).toMatchObject({ status: 'already_exists', key_id: first.key_id });
    expect(await bench().audit()).toEqual(before);
  });

  it('rotates when asked to regenerate, and keeps the key before', async () => {
    const first = await bench().call('initialize_keys');
    const pem = await readFile(join(first.key_dir, `${first.key_id}.pem`), 'utf8');
    const second = await bench().call('initialize_keys', { regenerate: true });
    expect(second.status).toBe('regenerated');
    expect(second.key_id).not.toBe(first.key_id);
    expect(await readFile(join(first.key_dir, `${first.key_id}.pem`), 'utf8')).toBe(pem);
  });

  it('lets those who publish make the first key, and not rotate', async () => {
    const publisher = tokenPrincipal(['config:publish']);
    expect((await bench().call('initialize_keys', {}, publisher)).status).toBe('initialized');
    await expect(bench().call('initialize_keys', { regenerate: true }, publisher)).rejects.toMatchObject({
      code: 'forbidden',
      message: 'This needs the permission keys:manage.',
    });
    expect((await bench().call('list_keys')).keys).toHaveLength(1);
    expect((await bench().audit()).map(({ outcome }) => outcome)).toEqual(['success', 'denied']);
  });

  it('lets those rotate who may manage keys as well', async () => {
    await bench().call('initialize_keys');
    const manager = tokenPrincipal(['config:publish', 'keys:manage']);
    const { status } = await bench().call('initialize_keys', { regenerate: true }, manager);
    expect(status).toBe('regenerated');
  });

  it('makes no key in place of a revoked one for those who may not manage keys', async () => {
    const { key_id } = await bench().call('initialize_keys');
    await bench().call('revoke_key', { key_id });
    const publisher = tokenPrincipal(['config:publish']);
    await expect(bench().call('initialize_keys', {}, publisher)).rejects.toMatchObject({
      code: 'forbidden',
      message: 'This needs the permission keys:manage.',
    });
    expect((await bench().call('list_keys')).keys.map(({ status }) => status)).toEqual(['revoked']);
    expect(await readdir(join(bench().core.home, 'keys'))).toHaveLength(2);
    const manager = tokenPrincipal(['config:publish', 'keys:manage']);
    expect((await bench().call('initialize_keys', {}, manager)).status).toBe('initialized');
  });

  it('makes one key, of two processes that ask at once', async () => {
    const other = await bench().another();
    const answers = await Promise.all([bench(), other].map((process) => process.call('initialize_keys')));
    await other.close();
    expect(new Set(answers.map(({ key_id }) => key_id)).size).toBe(1);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['already_exists', 'initialized']);
  });
});
