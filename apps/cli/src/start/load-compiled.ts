import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { holdYoungGeneration, letYoungGenerationGrow } from './young-generation.js';

/** Of Node 22.1 and later. */
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: (folder: string) => unknown };

/** What was loaded. */
interface Loaded {
  readonly exports: unknown;
  /** Keep what V8 has compiled by now for the next start, where that did not yet know what this one was for. */
  keep(use: string): void;
}

/** A file, and what names its content: another build has another digest. */
interface Source {
  readonly file: string;
  readonly digest: string;
}

interface Places {
  /** Where compiled code is kept; undefined: nowhere. */
  readonly folder: string | undefined;
  readonly load: (file: string) => unknown;
}

/**
 * Load a CommonJS file with what V8 made of it at earlier starts, which saves about half the time of a start. Node
 * does that by itself from 22.1 on (`module.enableCompileCache`); before, this does the same for the one file, with
 * `vm.Script` (https://nodejs.org/docs/latest-v20.x/api/vm.html#scriptcreatecacheddata). What is kept is used only
 * where its digest is right, and V8 looks whether its own version and flags made it.
 */
export function loadCompiled(source: Source, { folder, load }: Places): Loaded {
  const off = (process.env.NODE_DISABLE_COMPILE_CACHE ?? '') !== '';
  if (folder === undefined || off) return loadPlain(source, load);
  if (enableCompileCache === undefined) return loadWithCache(source, folder);
  enableCompileCache(folder);
  return loadPlain(source, load);
}

function loadPlain({ file }: Source, load: Places['load']): Loaded {
  return { exports: load(file), keep: () => undefined };
}

/** Compiled code, and what it was compiled for. */
interface Kept {
  readonly uses: readonly string[];
  readonly code: Buffer;
}

function loadWithCache({ file, digest }: Source, folder: string): Loaded {
  const path = join(folder, `${digest.slice(0, 16)}-${process.version}-${process.arch}.v8`);
  holdYoungGeneration();
  const kept = readKept(path);
  const script = new Script(nodeModule.wrap(readFileSync(file, 'latin1')), {
    filename: file,
    ...(kept === undefined ? {} : { cachedData: kept.code }),
  });
  const known = script.cachedDataRejected === false ? [...(kept?.uses ?? [])] : [];
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return {
    exports: module.exports,
    keep(use) {
      if (!known.includes(use)) {
        known.push(use);
        // V8 takes code only under the flags under which it was made; these are those of the start.
        holdYoungGeneration();
        writeKept(path, () => ({ uses: known, code: script.createCachedData() }));
      }
      letYoungGenerationGrow();
    },
  };
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A line with the digest and the uses, then the code. */
function readKept(path: string): Kept | undefined {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf('\n');
    const { digest, uses } = JSON.parse(bytes.toString('utf8', 0, end)) as { digest: string; uses: string[] };
    const code = bytes.subarray(end + 1);
    return digest === digestOf(code) ? { uses, code } : undefined;
  } catch {
    // There is none yet, or it is not whole: it is made anew.
    return undefined;
  }
}

/** A start that is not quicker the next time is no failure of this one. */
function writeKept(path: string, make: () => Kept): void {
  const temporary = `${path}.${process.pid}`;
  attempt(() => replaceKept({ path, temporary }, make()));
  attempt(() => rmSync(temporary, { force: true }));
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // See `writeKept`.
  }
}

function replaceKept(
  { path, temporary }: { readonly path: string; readonly temporary: string },
  { uses, code }: Kept,
): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const head = `${JSON.stringify({ digest: digestOf(code), uses })}\n`;
  writeFileSync(temporary, Buffer.concat([Buffer.from(head), code]), { mode: 0o600, flag: 'wx' });
  renameSync(temporary, path);
  for (const other of readdirSync(folder)) {
    if (other.endsWith('.v8') && other !== basename(path)) rmSync(join(folder, other), { force: true });
  }
}
