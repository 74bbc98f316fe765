import { describe, expect, it } from 'vitest';
import { useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench();
operationRules(bench, 'validate_config', { client_id: 'cursor' });

const add = (server_name: string, server: object, client_id = 'claude-desktop') =>
  bench().raw('add_server_to_config', { client_id, server_name, server });
const codes = (faults: readonly { code: string }[]) => faults.map(({ code }) => code);

describe('validating a draft', () => {
  it('finds nothing wrong with a good one', async () => {
    await bench().call('add_server_to_config', { server_id: 'memory' });
    expect(await bench().call('validate_config')).toEqual({
      valid: true,
      errors: [],
      warnings: [],
      server_count: 1,
      client_id: 'claude-desktop',
      profile_id: 'default',
      validated_at: expect.stringMatching(/^2026-01-01T.*Z$/),
    });
  });

  it('calls an empty one invalid', async () => {
    expect(await bench().call('validate_config')).toMatchObject({
      valid: false,
      errors: [{ code: 'EMPTY_CONFIG', severity: 'error' }],
      server_count: 0,
    });
  });

  it('calls a client that it does not know an error, and is no error itself', async () => {
    const { valid, errors } = await bench().call('validate_config', { client_id: 'no-such-client' });
    expect(valid).toBe(false);
    expect(codes(errors)).toContain('UNKNOWN_CLIENT');
  });

  it('tells errors from warnings, with server and field, and shows no secret', async () => {
    const secret = ['ghp', '1234567890abcdefghijABCDEFGHIJ123456'].join('_');
    await add('leaky', { command: 'npx', args: ['-y', 'some-package'], env: { GITHUB_TOKEN: secret } });
    const found = await bench().call('validate_config');
    expect(found.valid).toBe(false);
    expect(found.errors).toMatchObject([
      { code: 'LITERAL_SECRET', severity: 'error', server: 'leaky', field: 'env.GITHUB_TOKEN' },
    ]);
    expect(found.warnings).toMatchObject([{ severity: 'warning', server: 'leaky', field: 'args.1' }]);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('is valid with warnings alone', async () => {
    await add('loose', { command: 'npx', args: ['-y', 'some-package'] });
    const { valid, warnings } = await bench().call('validate_config');
    expect([valid, warnings.length]).toEqual([true, 1]);
  });

  it('knows what a client cannot hold', async () => {
    await add('has space', { command: 'x' }, 'codex');
    const { errors } = await bench().call('validate_config', { client_id: 'codex' });
    expect(errors).toMatchObject([{ server: 'has space', severity: 'error' }]);
    await add('stream', { type: 'sse', url: 'https://h/sse' }, 'zed');
    const zed = await bench().call('validate_config', { client_id: 'zed' });
    expect(codes(zed.errors)).toEqual(['TRANSPORT_NOT_SUPPORTED']);
  });

  it('changes nothing', async () => {
    await bench().call('add_server_to_config', { server_id: 'memory' });
    const before = await bench().call('view_draft_config');
    await bench().call('validate_config');
    expect(await bench().call('view_draft_config')).toEqual(before);
  });
});
