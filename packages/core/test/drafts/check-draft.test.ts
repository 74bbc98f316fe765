import { describe, expect, it } from 'vitest';
import { checkDraft } from '../../src/drafts/check-draft.js';
import type { Draft } from '../../src/ports/stores.js';
import { sampleDraft } from '../../src/testing/samples.js';
import { LOCAL, useBench } from '../support/bench.js';

const bench = useBench();
const check = (draft: Partial<Draft>) =>
  checkDraft(
    bench().core.services({ operation: 'validate_config', principal: LOCAL }),
    sampleDraft(draft as Parameters<typeof sampleDraft>[0]),
  );
const payload = (name: string, entry: Draft['payload']['mcpServers'][string]) => ({
  mcpServers: { [name]: entry },
});

describe('checking a draft', () => {
  it('parts errors from warnings', async () => {
    const { errors, warnings } = await check({
      payload: {
        mcpServers: {
          loose: { command: 'npx', args: ['-y', 'some-package'] },
          plain: { type: 'http', url: 'http://example.org/mcp' },
        },
      },
    });
    expect(errors).toEqual([]);
    expect(warnings.map(({ server }) => server)).toEqual(['loose', 'plain']);
    expect(new Set(warnings.map(({ severity }) => severity))).toEqual(new Set(['warning']));
  });

  it("goes by the client's own rules", async () => {
    const stream = payload('s', { type: 'sse', url: 'https://h/sse' });
    expect((await check({ client_id: 'zed', payload: stream })).errors).toMatchObject([
      { code: 'TRANSPORT_NOT_SUPPORTED', server: 's' },
    ]);
    expect((await check({ client_id: 'cursor', payload: stream })).errors).toEqual([]);
  });

  it('has no rules for a client that is gone', async () => {
    const { errors } = await check({ client_id: 'gone', payload: payload('a', { command: 'x' }) });
    expect(errors.map(({ code }) => code)).toEqual(['UNKNOWN_CLIENT']);
  });

  it('knows the secrets of the bundled catalogue by their names', async () => {
    const literal = payload('a', { command: 'x', env: { BRAVE_API_KEY: 'short' } });
    expect((await check({ payload: literal })).errors).toMatchObject([{ code: 'LITERAL_SECRET' }]);
  });

  it('knows those of registered servers as long as they are registered', async () => {
    const literal = payload('a', { command: 'x', env: { TIDE_CODE: 'spring' } });
    expect((await check({ payload: literal })).errors).toEqual([]);
    await bench().call('register_server', {
      server_id: 'tide-table',
      display_name: 'Tides',
      description: 'Tells the tides.',
      transport: { type: 'stdio', command: 'tides', args: [] },
      env_vars: [{ name: 'TIDE_CODE', description: 'A code.', required: true, secret: true }],
    });
    expect((await check({ payload: literal })).errors).toMatchObject([{ field: 'env.TIDE_CODE' }]);
    await bench().call('unregister_server', { server_id: 'tide-table' });
    expect((await check({ payload: literal })).errors).toEqual([]);
  });
});
