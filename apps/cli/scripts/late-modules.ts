import { builtinModules, createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from './third-party-notices';

/** Modules of Node's that take long to load, and that few commands use. Their exports are members of an object. */
const SLOW = new Set([
  'child_process',
  'crypto',
  'fs/promises',
  'http',
  'https',
  'http2',
  'net',
  'tls',
  'dgram',
  'dns',
  'readline/promises',
]);

/** Libraries that servers use, each a file of its own beside the program; and the package that depends on it. */
const BESIDE: Readonly<Record<string, string>> = {
  pino: 'apps/cli',
  'prom-client': 'packages/http',
  'rate-limiter-flexible': 'packages/http',
};

/** Libraries that some commands use. They are in the program, so that what V8 compiles of them is kept too. */
const INSIDE: Readonly<Record<string, string>> = {
  'toml-eslint-parser': 'packages/core',
  yaml: 'packages/core',
};

const LIBRARIES = { ...BESIDE, ...INSIDE };

const folderOf = (library: string): string =>
  fileURLToPath(new URL(`../../../${LIBRARIES[library]}/`, import.meta.url));

const fileOf = (library: string): string => `lib/${library}`;

/** The entry points that make the files of the libraries. */
export const LIBRARY_ENTRIES = Object.fromEntries(
  Object.keys(BESIDE).map((name) => [fileOf(name), `library:${name}`]),
);

/**
 * Load modules late: those of Node's when the first module that imports them runs (the bundler would load them all at
 * the start), slow ones and libraries when something of them is first used.
 */
export const lateModules: Plugin = {
  name: 'late-modules',
  setup({ onResolve, onLoad }) {
    const builtins = new Set(builtinModules);
    const libraries = new Set(Object.keys(LIBRARIES));
    onResolve({ filter: /^library:/ }, ({ path }) => ({
      path: path.slice('library:'.length),
      namespace: 'library',
    }));
    onResolve({ filter: /^[a-z]/ }, ({ path, namespace }) => {
      if (namespace === 'library') return undefined;
      const name = path.replace(/^node:/, '');
      if (!builtins.has(name) && !libraries.has(name)) return undefined;
      if (builtins.has(name) && !SLOW.has(name)) return { path: `node:${name}`, external: true };
      if (namespace !== 'late') return { path: name, namespace: 'late', sideEffects: false };
      if (name in INSIDE) return { path: createRequire(folderOf(name)).resolve(name) };
      return { path: name in BESIDE ? `./${fileOf(name)}.js` : `node:${name}`, external: true };
    });
    onLoad({ filter: /.*/, namespace: 'library' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
      resolveDir: folderOf(path),
    }));
    onLoad({ filter: /.*/, namespace: 'late' }, async ({ path }) => ({
      contents: (SLOW.has(path) || libraries.has(path) ? await whenUsed(path) : undefined) ?? whenRun(path),
    }));
  },
};

/** Code of a module that loads the real one when it runs itself. */
function whenRun(name: string): string {
  return `module.exports = require('${name}');`;
}

/** Code of a module whose exports load the real one; undefined where that is a function. */
async function whenUsed(name: string): Promise<string | undefined> {
  const file = name in LIBRARIES ? createRequire(folderOf(name)).resolve(name) : name;
  const exported: Record<string, unknown> = await import(file);
  if (typeof exported.default === 'function') return undefined;
  const names = Object.keys(exported).filter((one) => one !== 'default' && one !== 'module.exports');
  const getters = names.map((one) => `get ${one}() { return kept('${one}'); }`);
  // From its first use on it is a member as others are: asking for a module takes a microsecond each time. What a
  // member is must not change then, as `http.globalAgent` may.
  return `
    const late = { ${getters.join(', ')} };
    function kept(name) {
      const value = require('${name}')[name];
      Object.defineProperty(late, name, { value });
      return value;
    }
    module.exports = late;`;
}
