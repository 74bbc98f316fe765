import { publicJwks } from '@mcp-orchestration/core';
import { createApp, startServer } from '@mcp-orchestration/http';
import type { Stage } from './column.js';
import { CATALOGUE, INFO, openProduct } from './product.js';

/** Serve the product over a stage's home on a free port. */
export async function serveProduct({ user, parityCase }: Pick<Stage, 'user' | 'parityCase'>) {
  const { core, invoke, authenticate, close } = await openProduct(user, parityCase);
  const app = createApp({
    invoke,
    authenticate,
    catalogue: CATALOGUE,
    info: INFO,
    host: '127.0.0.1',
    jwks: () => publicJwks(core.database.stores),
    ready: async () => undefined,
  });
  const server = await startServer({ app, host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    async close() {
      await server.close();
      await close();
    },
  };
}
