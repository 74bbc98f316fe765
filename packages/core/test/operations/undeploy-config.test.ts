import { beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/principal.js';
import { tokenPrincipal, useBench } from '../support/bench.js';
import { operationRules } from '../support/operation-rules.js';

const bench = useBench({ keys: true });
operationRules(bench, 'undeploy_config', { client_id: 'cursor' });

const CURSOR = { client_id: 'cursor' };
const FILE = '.cursor/mcp.json';
const MINE = '{ "mcpServers": { "own": { "command": "own" } }, "scale": 1.0 }\n';

describe('undeploying', () => {
  beforeEach(async () => {
    await bench().write(FILE, MINE);
    await bench().publish({ a: { command: 'x' } }, CURSOR);
    await bench().call('deploy_config', CURSOR);
  });

  it('gives back the first bytes', async () => {
    expect(await bench().call('undeploy_config', CURSOR)).toEqual({
      status: 'undeployed',
      client_id: 'cursor',
      profile_id: 'default',
      config_path: bench().path(FILE),
      changes: expect.arrayContaining([expect.objectContaining({ name: 'a', action: 'remove' })]),
      restored: true,
      backup_path: expect.any(String),
    });
    expect(await bench().read(FILE)).toBe(MINE);
  });

  it("keeps others' edits", async () => {
    await bench().write(FILE, (await bench().read(FILE)).replace('1.0', '2.5'));
    expect((await bench().call('undeploy_config', CURSOR)).restored).toBe(false);
    expect(JSON.parse(await bench().read(FILE))).toEqual({
      mcpServers: { own: { command: 'own' } },
      scale: 2.5,
    });
  });

  it('leaves an entry that was edited by hand, unless forced', async () => {
    await bench().write(FILE, (await bench().read(FILE)).replace('"x"', '"edited"'));
    await bench().call('undeploy_config', CURSOR);
    expect(await bench().read(FILE)).toContain('edited');
  });

  it('takes an edited entry out when forced', async () => {
    await bench().write(FILE, (await bench().read(FILE)).replace('"x"', '"edited"'));
    await bench().call('undeploy_config', { ...CURSOR, force: true });
    expect(await bench().read(FILE)).not.toContain('edited');
  });

  it('finds nothing to take out a second time, or of another profile', async () => {
    await expect(bench().call('undeploy_config', { ...CURSOR, profile_id: 'dev' })).rejects.toMatchObject({
      code: 'deployment_not_found',
    });
    await bench().call('undeploy_config', CURSOR);
    await expect(bench().call('undeploy_config', CURSOR)).rejects.toMatchObject({
      code: 'deployment_not_found',
    });
    expect(bench().internal).toEqual([]);
  });

  it('leaves a file alone that does not parse', async () => {
    await bench().write(FILE, '{ broken');
    await expect(bench().call('undeploy_config', CURSOR)).rejects.toMatchObject({
      code: 'config_unparsable',
    });
    expect(await bench().read(FILE)).toBe('{ broken');
  });

  it('touches no other file for a remote caller', async () => {
    const input = { ...CURSOR, target: bench().path(FILE) };
    await expect(bench().call('undeploy_config', input, tokenPrincipal(PERMISSIONS))).rejects.toMatchObject({
      code: 'target_forbidden',
    });
  });

  it('lets it be deployed again', async () => {
    await bench().call('undeploy_config', CURSOR);
    expect((await bench().call('check_drift', CURSOR)).status).toBe('not_deployed');
    expect((await bench().call('deploy_config', CURSOR)).status).toBe('deployed');
  });

  it('records it', async () => {
    await bench().call('undeploy_config', CURSOR);
    expect((await bench().audit()).at(-1)).toMatchObject({
      operation: 'undeploy_config',
      client_id: 'cursor',
      detail: { version: 1 },
    });
  });
});
