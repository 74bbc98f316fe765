import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The long form of the soak tests, one after another; `npm test` runs a shorter form of each. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], globalSetup: [] } },
  defineConfig({
    test: { include: ['test/soak/**/*.test.ts'], env: { SOAK: 'long' }, fileParallelism: false },
  }),
);
