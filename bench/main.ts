// Measures against peers: npm run bench [-- NAME…] [-- --json [FILE.json]]; npm run bench -- check [NAME…]
import { BENCHMARKS } from './benchmarks.js';
import { judge } from './goals.js';
import { readArguments } from './read-arguments.js';
import {
  findingsOf,
  mergeResults,
  type Results,
  type Run,
  readResults,
  thisMachine,
  writeResults,
} from './results.js';
import { runBenchmark } from './run-benchmark.js';
import { aligned, machineWords, rowOf, verdictCells } from './wording.js';

const all = Object.keys(BENCHMARKS);
const { names, check, json, file } = readArguments(process.argv.slice(3), all);

const fresh: Record<string, Run> = {};
for (const [name, registered] of Object.entries(BENCHMARKS)) {
  if (!names.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  const findings = await runBenchmark(registered);
  fresh[name] = { at: new Date().toISOString(), machine: thisMachine(), findings };
  // At once: who ends a long run keeps what it has measured.
  if (json) writeResults(file, mergeResults(readResults(file), fresh, all));
}
print(fresh);
if (check) checkGoals(names.length === 0 ? readResults(file) : fresh);

function print(results: Results): void {
  const verdicts = new Map(judge(findingsOf(results)).map((verdict) => [verdict.id, verdict]));
  for (const [name, { at, machine, findings }] of Object.entries(results)) {
    console.log(`\n${name}, ${at}, ${machineWords(machine)}`);
    const rows = findings.map((finding) => rowOf(finding, verdicts.get(finding.id)));
    console.log(
      aligned(rows.map(({ id, ratio, goal, outcome, ours, peer }) => [id, ratio, goal, outcome, ours, peer])),
    );
  }
}

/** Every goal of what was run, met or not; of all where nothing was. The exit code is 1 where one falls short. */
function checkGoals(results: Results): void {
  const ids = new Set(names.flatMap((name) => BENCHMARKS[name]?.ids ?? []));
  const verdicts = judge(findingsOf(results)).filter(({ id }) => ids.size === 0 || ids.has(id));
  console.log(`\n${aligned(verdicts.map(verdictCells))}`);
  if (verdicts.some(({ outcome }) => outcome === 'falls short')) process.exitCode = 1;
}
