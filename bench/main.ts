import { cpus } from 'node:os';
import { benchmarkEdit } from './edit-large-file.js';
import { benchmarkStartUp } from './start-up.js';

const BENCHMARKS = { 'start-up': benchmarkStartUp, edit: benchmarkEdit };

const [chosen] = process.argv.slice(3);
const names = chosen === undefined ? Object.keys(BENCHMARKS) : [chosen];

console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, ${new Date().toISOString()}`,
);
for (const name of names) {
  const benchmark = BENCHMARKS[name as keyof typeof BENCHMARKS];
  if (benchmark === undefined)
    throw new Error(`There is no benchmark ${name}; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
  for (const { name: what, ours, peer, ratio } of await benchmark()) {
    const [median, smallest, largest] = ratio.map((value) => value.toFixed(2));
    console.log(
      `${what}: ${median} (${smallest} to ${largest}); ${ours.toFixed(1)} ms against ${peer.toFixed(1)} ms`,
    );
  }
}
