import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import manifest from '../apps/cli/package.json' with { type: 'json' };
import type { Finding } from './benchmark.js';

/** What a run ran on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** In GB. */
  readonly memory: number;
  readonly system: string;
  /** Version of Node. */
  readonly node: string;
  /** Version of the product. */
  readonly version: string;
}

/** One run of one benchmark. */
export interface Run {
  /** When it ended, ISO 8601. */
  readonly at: string;
  readonly machine: Machine;
  readonly findings: readonly Finding[];
}

/** The last run of each benchmark, by its name. */
export type Results = Readonly<Record<string, Run>>;

/** The committed results, which the documents show. */
export const RESULTS_FILE = 'bench/results.json';

/** This machine. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    version: manifest.version,
  };
}

/** Stored results with those of fresh runs in their places, in the order of the names; others are gone. */
export function mergeResults(stored: Results, fresh: Results, names: readonly string[]): Results {
  const runs = { ...stored, ...fresh };
  return Object.fromEntries(names.flatMap((name) => (runs[name] === undefined ? [] : [[name, runs[name]]])));
}

/** Read results; none where there is no such file. */
export function readResults(file: string): Results {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Write results. */
export function writeResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** Every row of every benchmark. */
export function findingsOf(results: Results): Finding[] {
  return Object.values(results).flatMap(({ findings }) => findings);
}
