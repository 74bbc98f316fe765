import type { Finding } from './benchmark.js';
import type { Registered } from './benchmarks.js';
import { reasonOf } from './support/or-missing.js';

/** Run a benchmark. One that fails gives its rows as missing, with the reason; so does one that leaves a row out. */
export async function runBenchmark({ ids, load }: Registered): Promise<Finding[]> {
  const missing = (id: string, reason: string): Finding => ({ id, what: id, missing: reason });
  try {
    const benchmark = await load();
    const found = new Map((await benchmark()).map((finding) => [finding.id, finding]));
    const undeclared = [...found.keys()].filter((id) => !ids.includes(id));
    if (undeclared.length > 0)
      throw new Error(`Rows that benchmarks.ts does not know: ${undeclared.join(', ')}`);
    return ids.map((id) => found.get(id) ?? missing(id, 'the benchmark did not measure it'));
  } catch (error) {
    return ids.map((id) => missing(id, reasonOf(error)));
  }
}
