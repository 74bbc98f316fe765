import { readFileSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { type KeptFile, readKept, writeKept } from './kept-code.js';
import { holdYoungGeneration, letYoungGenerationGrow } from './young-generation.js';

/** By when a server has loaded what it stays with, in milliseconds. Work makes it need more. */
const LOADED = 1_000;

/** Of Node 22.1 and later. */
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: (folder: string) => unknown };

/** What was loaded. */
interface Loaded {
  readonly exports: unknown;
  /** Keep what V8 has compiled by now for the next start, where that did not yet know what this one was for. */
  keep(use: string): void;
  /** Hold the memory of a server at what it needs while it is loaded. */
  holdMemory(): void;
}

/** A file, and what names its content: another build has another digest. */
interface Source {
  readonly file: string;
  readonly digest: string;
}

interface Places {
  /** Where compiled code is kept; undefined: nowhere. */
  readonly folder: string | undefined;
  /** What of the file is about to be used: code is kept for each by itself, so that none is read for another. */
  readonly part: string;
  readonly load: (file: string) => unknown;
}

/**
 * Load a CommonJS file with what V8 made of it at earlier starts, which saves about half the time of a start. Node
 * does that by itself from 22.1 on (`module.enableCompileCache`); before, this does the same for the one file, which as
 * a script gives the function that Node would make of it as a module, with `vm.Script` (https://nodejs.org/docs/latest-v20.x/api/vm.html#scriptcreatecacheddata). What is kept is used only
 * where it is whole, and V8 looks whether its own version and flags made it.
 */
export function loadCompiled(source: Source, { folder, part, load }: Places): Loaded {
  const off = (process.env.NODE_DISABLE_COMPILE_CACHE ?? '') !== '';
  if (folder === undefined || off) return loadPlain(source, load);
  if (enableCompileCache === undefined) return loadWithCache(source, { folder, part });
  enableCompileCache(folder);
  return loadPlain(source, load);
}

function loadPlain({ file }: Source, load: Places['load']): Loaded {
  return { exports: load(file), keep: () => undefined, holdMemory: () => undefined };
}

function loadWithCache(
  { file, digest }: Source,
  { folder, part }: Pick<KeptFile, 'folder' | 'part'>,
): Loaded {
  const build = `${digest.slice(0, 16)}-${process.version}-${process.arch}`;
  const place = { folder, build, part };
  const kept = readKept(place);
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    ...(kept === undefined ? {} : { cachedData: kept.code }),
  });
  const known = script.cachedDataRejected === false ? [...(kept?.uses ?? [])] : [];
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return {
    exports: module.exports,
    holdMemory() {
      holdYoungGeneration();
      setTimeout(letYoungGenerationGrow, LOADED).unref();
    },
    keep(use) {
      // V8 takes code only under the flags under which it was made; those of a start are Node's own.
      letYoungGenerationGrow();
      if (known.includes(use)) return;
      known.push(use);
      writeKept(place, () => ({ uses: known, code: script.createCachedData() }));
    },
  };
}
