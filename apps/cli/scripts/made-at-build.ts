import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from './third-party-notices';
import { workspaceSources } from './workspace-sources';

/** CommonJS packages inside a bundle of ES modules ask for Node's modules by `require`. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Put what a module's exports come to in place of the module: for data that is the same at every start. */
export function madeAtBuild(filter: RegExp, external: readonly string[]): Plugin {
  return {
    name: 'made-at-build',
    setup({ onLoad, esbuild }) {
      onLoad({ filter }, async ({ path }) => {
        // Beside the sources, so that packages that are not bundled are found.
        const folder = await mkdtemp(
          fileURLToPath(new URL('../node_modules/.made-at-build-', import.meta.url)),
        );
        try {
          const { outputFiles } = await esbuild.build({
            entryPoints: [path],
            bundle: true,
            write: false,
            platform: 'node',
            format: 'esm',
            mainFields: ['module', 'main'],
            plugins: [workspaceSources],
            external: [...external],
            banner: { js: REQUIRE },
          });
          const file = join(folder, 'module.mjs');
          await writeFile(file, outputFiles[0]?.text ?? '');
          const made: Record<string, unknown> = await import(pathToFileURL(file).href);
          const contents = Object.entries(made).map(
            ([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`,
          );
          return { contents: contents.join('\n'), loader: 'js' };
        } finally {
          await rm(folder, { recursive: true });
        }
      });
    },
  };
}
