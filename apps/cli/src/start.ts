import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './start/cache-folder.js';
import { COMMAND_PATHS } from './start/command-paths.js';
import { loadCompiled } from './start/load-compiled.js';

/** When a program that still runs is a server, which has loaded what it needs; in milliseconds. */
const SETTLED = 5_000;

type Program = typeof import('./run-binary.js');

/** Start one of the published binaries: load the program, as far as it may from what V8 made of it before, and run it. */
export function start(binary: string): void {
  const file = fileURLToPath(new URL('./run-binary.js', import.meta.url));
  const load = createRequire(import.meta.url);
  const { digest } = load('./package.json') as { readonly digest: string };
  const args = process.argv.slice(2);
  const { exports, keep, holdMemory } = loadCompiled(
    { file, digest },
    { folder: cacheFolder(args), part: partFor(binary, args), load },
  );
  const { runBinary } = exports as Program;
  let use: string | undefined;
  const keepForUse = (): void => {
    if (use !== undefined) keep(use);
  };
  // A server may end without a chance to keep anything.
  const settled = setTimeout(keepForUse, SETTLED).unref();
  const chosen = (command: string): void => {
    use = command;
  };
  void runBinary(binary, { chosen, serves: holdMemory }).then(() => {
    clearTimeout(settled);
    keepForUse();
  });
}

/** The binary and the command, as far as the first words are one: what each needs of the program is kept apart. */
function partFor(binary: string, args: readonly string[]): string {
  const path = COMMAND_PATHS.find((words) => words.split(' ').every((word, index) => word === args[index]));
  return path === undefined ? binary : `${binary} ${path}`;
}
