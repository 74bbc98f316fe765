import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUTH_OPERATIONS } from '@mcp-orchestration/auth';
import { loadCatalogue, OPERATIONS } from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeBlocks } from '../docs/code-blocks.js';
import { ROOT } from '../support/binary.js';
import { openPromisedApi, type PromisedApi } from './api.js';

let api: PromisedApi;
beforeAll(async () => {
  api = await openPromisedApi();
});
afterAll(() => api.close());

describe('the documents of a server', () => {
  it('[D01] hold every operation at its address', async () => {
    const { status, body } = await api.ask('GET /openapi.json', { token: null });
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1\./);
    for (const { name, http } of await loadCatalogue({ ...OPERATIONS, ...AUTH_OPERATIONS })) {
      const [method = '', path = ''] = http.split(' ');
      expect(body.paths[path][method.toLowerCase()]).toMatchObject({ operationId: name });
    }
  });

  it.each(['serve-http', 'authenticate', 'migrate-from-stdio'])(
    '[D04] the guide %s has commands, which the suite of the documents runs',
    (name) => {
      const path = `docs/${name}.md`;
      const blocks = codeBlocks(path, readFileSync(join(ROOT, path), 'utf8'));
      expect(blocks.filter(({ language }) => language === 'sh').length).toBeGreaterThan(2);
    },
  );
});
