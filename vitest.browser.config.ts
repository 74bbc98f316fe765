import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The tests that need a browser: Debian's chromium, driven by playwright-core. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [], globalSetup: [] } },
  defineConfig({
    test: { include: ['test/browser/**/*.browser.test.ts'], testTimeout: 60_000 },
  }),
);
