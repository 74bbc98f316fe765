import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Options } from 'tsup';
import { base } from '../../tsup.base';
import manifest from './package.json' with { type: 'json' };
import { inChunks } from './scripts/in-chunks';
import { LIBRARY_ENTRIES, lateModules } from './scripts/late-modules';
import { leftOut } from './scripts/left-out';
import { madeAtBuild } from './scripts/made-at-build';
import { sqliteInside } from './scripts/sqlite-inside';
import { type Plugin, thirdParties } from './scripts/third-party-notices';
import { workspaceSources } from './scripts/workspace-sources';

/** The binaries load `start.js` beside them, which loads the program as it sees fit. */
const startApart: Plugin = {
  name: 'start-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/start\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

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

const MODULE = 'exports, require, module, __filename, __dirname';

/**
 * Make of the program a function that is its value where it is run as a script, which `load-compiled` does, and that
 * is called where it is loaded as a module: Node would copy all of it to make such a function of it.
 */
const callable: NonNullable<Options['plugins']>[number] = {
  name: 'callable',
  renderChunk(code, { path }) {
    if (path === undefined || !/[\\/]run-binary\.js$/.test(path)) return undefined;
    const choose = `(program) => typeof module === 'undefined' ? program : program(${MODULE})`;
    return { code: `(${choose})(function (${MODULE}) {${code}\n});\n` };
  },
};

const inHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const others = thirdParties();

const binaries = Object.fromEntries(
  Object.entries(manifest.bin).map(([name, path]) => [
    path.replace(/^\.\/dist\/|\.js$/g, ''),
    `src/bin/${name}.ts`,
  ]),
);

/** What is not bundled. */
const external = ['pg', 'node:sqlite'];

/** In this order, as the first that knows a module has it. */
const modules = [
  lateModules,
  madeAtBuild(/[\\/](mcp-tools|command-paths)\.ts$/, external),
  workspaceSources,
  others.plugin,
  leftOut,
  sqliteInside,
];

export default defineConfig({
  ...base,
  // One file with all of the program: V8 keeps what it compiles of it for the next start, and only of CommonJS.
  format: ['cjs'],
  splitting: false,
  outExtension: () => ({ js: '.js' }),
  shims: true,
  entry: { ...binaries, start: 'src/start.ts', 'run-binary': 'src/run-binary.ts' },
  outDir: 'dist',
  dts: false,
  minify: true,
  noExternal: [/^(?!node:|pg$)/],
  external,
  esbuildPlugins: [
    startApart,
    inChunks({ filter: /[\\/]run-binary\.ts$/, plugins: modules, external }),
    ...modules,
  ],
  plugins: [onlyAscii, callable],
  esbuildOptions(options) {
    options.entryPoints = { ...(options.entryPoints as Record<string, string>), ...LIBRARY_ENTRIES };
    options.outbase = 'src';
    options.legalComments = 'none';
    // What is not bundled is required, which needs no loader of modules.
    options.supported = { 'dynamic-import': false };
  },
  async onSuccess() {
    await cp(inHere('../../packages/http/dist/assets'), inHere('dist/assets'), { recursive: true });
    const digest = createHash('sha256')
      .update(await readFile(inHere('dist/run-binary.js')))
      .digest('hex');
    await writeFile(inHere('dist/package.json'), `${JSON.stringify({ type: 'commonjs', digest })}\n`);
    await writeFile(inHere('dist/THIRD-PARTY-NOTICES.txt'), others.notices());
  },
});
