import { cp, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Options } from 'tsup';
import { base } from '../../tsup.base';
import { type Plugin, thirdParties } from './scripts/third-party-notices';

/** `@hono/zod-openapi` exports all of `z`, and with it zod's messages in forty languages. English is set by zod itself. */
const onlyEnglish: Plugin = {
  name: 'only-english',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

/** The program is ES modules; CommonJS packages inside it ask for Node's modules by `require`. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * esbuild escapes what is not ASCII but in regular expressions, and one such character makes V8 hold the whole file in
 * twice the memory.
 */
const onlyAscii: NonNullable<Options['plugins']>[number] = {
  name: 'only-ascii',
  renderChunk: (code) => ({
    code: code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  }),
};

const inHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const others = thirdParties();

export default defineConfig({
  ...base,
  entry: ['src/bin/*.ts'],
  outDir: 'dist',
  dts: false,
  minify: true,
  noExternal: [/^(?!node:|@photostructure\/sqlite$|pg$)/],
  external: ['@photostructure/sqlite', 'pg', 'node:sqlite'],
  esbuildPlugins: [others.plugin, onlyEnglish],
  plugins: [onlyAscii],
  esbuildOptions(options) {
    options.banner = { js: REQUIRE };
    options.outbase = 'src';
    options.legalComments = 'none';
  },
  async onSuccess() {
    await cp(inHere('../../packages/http/dist/assets'), inHere('dist/assets'), { recursive: true });
    await writeFile(inHere('dist/THIRD-PARTY-NOTICES.txt'), others.notices());
  },
});
