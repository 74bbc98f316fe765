// Runs a script that is written in TypeScript: node scripts/run-typescript.mjs [--built] FILE
// It has the packages' sources, as the tests have; with --built the packages as they are published.
import { resolve } from 'node:path';
import { createViteServer } from 'vitest/node';

const PACKAGES = ['core', 'auth', 'http', 'mcp-stdio'].map((name) => `@mcp-orchestration/${name}`);

const built = process.argv[2] === '--built';
if (built) process.argv.splice(2, 1);
const [file = ''] = process.argv.slice(2);
const server = await createViteServer({
  ...(built ? { configFile: false, ssr: { external: PACKAGES } } : { configFile: 'vitest.config.ts' }),
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
