import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './start/cache-folder.js';
import { loadCompiled } from './start/load-compiled.js';

/** When a program that still runs is a server, which has loaded what it needs; in milliseconds. */
const SETTLED = 5_000;

type Program = typeof import('./run-binary.js');

/** Start one of the published binaries: load the program, as far as it may from what V8 made of it before, and run it. */
export function start(binary: string): void {
  const file = fileURLToPath(new URL('./run-binary.js', import.meta.url));
  const load = createRequire(import.meta.url);
  const { digest } = load('./package.json') as { readonly digest: string };
  const { exports, keep } = loadCompiled(
    { file, digest },
    { folder: cacheFolder(process.argv.slice(2)), load },
  );
  const { runBinary } = exports as Program;
  let use: string | undefined;
  const keepForUse = (): void => {
    if (use !== undefined) keep(use);
  };
  // A server may end without a chance to keep anything.
  const settled = setTimeout(keepForUse, SETTLED).unref();
  void runBinary(binary, (chosen) => {
    use = chosen;
  }).then(() => {
    clearTimeout(settled);
    keepForUse();
  });
}
