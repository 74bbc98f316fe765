import type { Options } from 'tsup';

/** What every package's build has in common. */
export const base: Options = {
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  clean: true,
  splitting: true,
  treeshake: true,
  removeNodeProtocol: false,
};
