import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyAssets } from '../../scripts/copy-assets.js';
import type { AppEnv } from '../../src/app-parts.js';
import { addDocs } from '../../src/docs/add-docs.js';
import { ASSETS } from '../../src/docs/assets.js';

let folder: string;
const app = new Hono<AppEnv>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
  await copyAssets(folder);
  addDocs(app, { assetsFolder: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the documentation', () => {
  it.each(ASSETS)('serves $file at $path', async ({ path, file, type }) => {
    const response = await app.request(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(await readFile(join(folder, file)));
    const again = await app.request(path, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each(['/docs', '/redoc'])(
    '%s loads nothing but what is served, and runs no inline script',
    async (path) => {
      const page = await (await app.request(path)).text();
      const linked = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => `/${target}`);
      expect(linked.length).toBeGreaterThan(1);
      expect(ASSETS.map((asset) => asset.path)).toEqual(expect.arrayContaining(linked));
      expect(page).not.toMatch(/<script(?![^>]*src=)|\son\w+=/);
    },
  );

  it('allows its own scripts alone', async () => {
    const policies = new Map<string, string>();
    for (const path of ['/docs', '/redoc']) {
      policies.set(path, (await app.request(path)).headers.get('content-security-policy') ?? '');
    }
    for (const policy of policies.values()) {
      expect(policy).toContain("default-src 'none'; script-src 'self'; connect-src 'self'");
      expect(policy).not.toContain('unsafe-eval');
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    }
    expect(policies.get('/docs')).not.toMatch(/unsafe|blob/);
    expect(policies.get('/redoc')).toContain("style-src 'self' 'unsafe-inline'; worker-src blob:");
  });

  it.each([
    '/docs/../package.json',
    '/docs/..%2F..%2Fpackage.json',
    '/docs/LICENSE',
    '/redoc/docs.js',
    '/docs/%2e%2e/x',
  ])('has nothing at %s', async (path) => {
    expect((await app.request(path)).status).toBe(404);
  });

  it('names no foreign address that ReDoc or Swagger UI would load from', async () => {
    const redoc = await readFile(join(folder, 'redoc.standalone.js'), 'utf8');
    expect(redoc).not.toContain('cdn.redoc.ly');
    expect(await readFile(join(folder, 'docs.js'), 'utf8')).toContain('validatorUrl: null');
  });

  it('comes with the licences of what it is made of', async () => {
    expect(await readFile(join(folder, 'swagger-ui.LICENSE.txt'), 'utf8')).toContain('Apache License');
    expect(await readFile(join(folder, 'redoc.LICENSE.txt'), 'utf8')).toContain('MIT');
  });
});

describe('documentation that was not built', () => {
  it('says how to get it', async () => {
    const bare = new Hono<AppEnv>();
    addDocs(bare, { assetsFolder: join(folder, 'nothing-here') });
    const response = await bare.request('/docs');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});
