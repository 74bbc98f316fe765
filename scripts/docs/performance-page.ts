import type { Finding, Growth } from '../../bench/benchmark.js';
import { judge } from '../../bench/goals.js';
import { findingsOf, RESULTS_FILE, type Results, readResults } from '../../bench/results.js';
import { costWords, machineWords, rowOf } from '../../bench/wording.js';
import { growthPlot } from './growth-plot.js';
import { code, codes, inText, page, table } from './markdown.js';

const HOW = `
\`\`\`sh
npm run bench                    # everything; best on a machine that does nothing else
npm run bench -- start-up edit   # those alone
npm run bench -- --json          # writes bench/results.json too, of which \`npm run docs\` makes this page
npm run bench -- check           # compares the last results with bench/goals.json
\`\`\`

Ours and its peer take turns in one run, after a round that does not count; who goes first changes from round to round.
A ratio is our median to the peer's; the smallest and the largest are those of single rounds. Other programs are
brought by npm into a folder that is thrown away. No test asserts a time.`.trim();

const GROWTH = `
![How the cost of each kind of work grows with what it works on, on axes of powers of ten](performance.svg)

The dashed line is growth in proportion. The same in numbers:`.trim();

/** What was measured last, against its peers and its goals. */
export function performancePage(results: Results = readResults(RESULTS_FILE)): string {
  const findings = findingsOf(results);
  return page('Performance', [
    'How long the product takes, and what it needs, beside the nearest thing that does the same or less.',
    HOW,
    measuredOn(results),
    ...againstPeers(findings.filter((finding) => !('points' in finding))),
    ...asWorkGrows(growthsOf(findings)),
  ]);
}

/** The plot beside the page. */
export function performancePlot(results: Results = readResults(RESULTS_FILE)): string {
  return growthPlot(growthsOf(findingsOf(results)));
}

function growthsOf(findings: readonly Finding[]): Growth[] {
  return findings.filter((finding) => 'points' in finding);
}

/** Machine, versions and day: once, unless benchmarks differ in them. */
function measuredOn(results: Results): string {
  const runs = Object.entries(results).map(([name, { at, machine }]) => ({
    name,
    place: `${inText(machineWords(machine))}, on ${at.slice(0, 10)}`,
  }));
  const [first, ...others] = [...new Set(runs.map(({ place }) => place))];
  if (first === undefined) return 'Nothing was measured yet.';
  if (others.length === 0) return `Measured with ${first}.`;
  const items = [first, ...others].map(
    (place) => `- ${place}: ${codes(runs.filter((run) => run.place === place).map(({ name }) => name))}`,
  );
  return ['Measured with', ...items].join('\n');
}

function againstPeers(findings: readonly Finding[]): string[] {
  const verdicts = new Map(judge(findings).map((verdict) => [verdict.id, verdict]));
  const rows = findings.map((finding) => {
    const { id, what, ours, peer, ratio, goal, outcome } = rowOf(finding, verdicts.get(finding.id));
    return [`${code(id)}<br>${inText(what)}`, inText(ours), inText(peer), ratio, goal, outcome];
  });
  const short = [...verdicts.values()].filter(({ outcome }) => outcome === 'falls short');
  const reasons = short.map(({ id, reason }) => `- ${code(id)}: ${inText(reason ?? 'not known yet')}`);
  return [
    '## Against peers',
    table(['What', 'Ours', 'Peer', 'Ratio', 'Goal', ''], rows),
    ...(reasons.length === 0 ? [] : ['What falls short, why, and what the limit is:', reasons.join('\n')]),
  ];
}

function asWorkGrows(growths: readonly Growth[]): string[] {
  const sizes = [...new Set(growths.flatMap(({ points }) => points.map(({ size }) => size)))].sort(
    (left, right) => left - right,
  );
  const rows = growths.map(({ what, of, unit, points }) => {
    const costs = new Map(points.map(({ size, cost }) => [size, costWords(cost, unit)]));
    return [inText(what), inText(of), ...sizes.map((size) => costs.get(size) ?? '–')];
  });
  const headings = ['What', 'By', ...sizes.map((size) => size.toLocaleString('en'))];
  return ['## As work grows', GROWTH, table(headings, rows)];
}
