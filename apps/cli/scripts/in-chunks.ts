import { basename } from 'node:path';
import { rollup } from 'rollup';
import type { Plugin } from './third-party-notices';

/** What every chunk sees: the program's own address, and how one chunk asks for another. */
const AROUND = `
  const program = { get url() { return require('node:url').pathToFileURL(__filename).href; } };
  const loaded = {};
  const load = (name) => {
    if (!Object.hasOwn(CHUNKS, name)) return require(name);
    if (!Object.hasOwn(loaded, name)) {
      loaded[name] = {};
      CHUNKS[name](loaded[name], load);
    }
    return loaded[name];
  };
  load.resolve = require.resolve;
  module.exports = load('./program.js');`;

interface InChunks {
  /** The module that begins the program. */
  readonly filter: RegExp;
  /** What is bundled with it. */
  readonly plugins: readonly Plugin[];
  readonly external: readonly string[];
}

/**
 * Make of a program chunks of what is used together, each a function of the one file. In a plain bundle the functions
 * of all modules stand side by side, and each start makes every one of them; of a chunk that is not used V8 knows no
 * more than where it stands. esbuild cuts the chunks. Rollup makes functions of them, since what a chunk exports are
 * plain properties then; esbuild would make a getter of each, twice.
 */
export function inChunks({ filter, plugins, external }: InChunks): Plugin {
  return {
    name: 'in-chunks',
    setup({ onLoad, esbuild }) {
      onLoad({ filter }, async ({ path }) => {
        const { outputFiles } = await esbuild.build({
          entryPoints: { program: path },
          bundle: true,
          splitting: true,
          format: 'esm',
          platform: 'node',
          target: 'node20',
          minifySyntax: true,
          legalComments: 'none',
          // Of a library that has both, the modules whose parts can be told apart.
          mainFields: ['module', 'main'],
          define: { 'import.meta.url': 'program.url' },
          plugins: [...plugins],
          external: [...external],
          write: false,
          outdir: 'chunks',
        });
        const functions = await toFunctions(
          new Map(outputFiles.map(({ path: file, text }) => [`/${basename(file)}`, text])),
        );
        return { contents: `const CHUNKS = {\n${functions.join(',\n')}\n};\n${AROUND}`, loader: 'js' };
      });
    },
  };
}

/** Methods of an object, by the names under which chunks ask for each other. */
async function toFunctions(chunks: ReadonlyMap<string, string>): Promise<string[]> {
  const placeOf = (id: string): string => `/${basename(id)}`;
  const bundle = await rollup({
    input: '/program.js',
    plugins: [
      {
        name: 'chunks',
        resolveId: (id) => (chunks.has(placeOf(id)) ? placeOf(id) : { id, external: true }),
        load: (id) => chunks.get(id) ?? null,
      },
    ],
    onwarn({ code, message }) {
      // The chunks would no longer run in the order in which esbuild put them.
      if (code === 'CIRCULAR_DEPENDENCY') throw new Error(message);
    },
  });
  const { output } = await bundle.generate({
    format: 'cjs',
    preserveModules: true,
    preserveModulesRoot: '/',
    entryFileNames: '[name].js',
    exports: 'named',
    esModule: false,
    freeze: false,
    strict: false,
    generatedCode: { preset: 'es2015', symbols: false },
    dynamicImportInCjs: false,
    hoistTransitiveImports: false,
  });
  return output.flatMap((one) =>
    one.type === 'chunk'
      ? [`${JSON.stringify(`./${one.fileName}`)}(exports, require) {\n${one.code}\n}`]
      : [],
  );
}
