// Runs a script that is written in TypeScript, with the aliases of the tests: node scripts/run-typescript.mjs FILE
import { resolve } from 'node:path';
import { createViteServer } from 'vitest/node';

const [file = ''] = process.argv.slice(2);
const server = await createViteServer({
  configFile: 'vitest.config.ts',
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  await server.ssrLoadModule(resolve(file));
} finally {
  await server.close();
}
