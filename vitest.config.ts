import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tests import the packages' sources, so that a change is seen without a build; the suites under test/package use the built ones. */
export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@mcp-orchestration\/core\/storage$/,
        replacement: source('packages/core/src/storage/index.ts'),
      },
      {
        find: /^@mcp-orchestration\/core\/testing$/,
        replacement: source('packages/core/src/testing/index.ts'),
      },
      {
        find: /^@mcp-orchestration\/(core|auth|http|mcp-stdio)$/,
        replacement: source('packages/$1/src/index.ts'),
      },
    ],
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    // They need a browser: see vitest.browser.config.ts.
    exclude: ['**/node_modules/**', 'test/browser/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: 'test/support/postgres.ts',
    pool: 'forks',
    // Much of the time goes into waiting for other processes.
    maxWorkers: '100%',
  },
});
