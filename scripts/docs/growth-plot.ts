import type { Growth } from '../../bench/benchmark.js';
import { costWords } from '../../bench/wording.js';

const COLUMNS = 3;
const PANEL = { width: 300, height: 210 };
/** Where the axes are inside a panel. */
const FRAME = { left: 56, top: 46, right: 282, bottom: 172 };
const MARGIN = 12;

/** So many microseconds are in each unit of time. */
const MICROSECONDS: Readonly<Record<string, number>> = { µs: 1, ms: 1_000, s: 1_000_000 };

/** A reader's colours, on a card of its own: the page around it may be light or dark whatever the system says. */
const STYLE = `
  text { font: 11px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #57606a }
  .card { fill: #ffffff; stroke: #d0d7de }
  .title { font-weight: 600; fill: #1f2328 }
  .value { font-weight: 600; fill: #0b5cad; stroke: #ffffff; stroke-width: 4px; paint-order: stroke }
  .grid { stroke: #d8dee4; fill: none }
  .proportional { stroke: #8c959f; stroke-dasharray: 3 3; fill: none }
  .cost { stroke: #0b5cad; stroke-width: 2; fill: none }
  .point { fill: #0b5cad }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1 }
    .card { fill: #0d1117; stroke: #3d444d }
    .title { fill: #f0f6fc }
    .value { fill: #79c0ff; stroke: #0d1117 }
    .grid { stroke: #2b323a }
    .proportional { stroke: #656c76 }
    .cost { stroke: #79c0ff }
    .point { fill: #79c0ff }
  }
`;

/** A scale of powers of ten between two ends of an axis. */
interface Scale {
  readonly decades: readonly number[];
  at(value: number): number;
}

/**
 * How each cost grows, as an SVG: a panel for each, all with the same axes of powers of ten. A dashed line shows what
 * growth in proportion would be.
 *
 * @throws where a cost is not a time
 */
export function growthPlot(growths: readonly Growth[]): string {
  const costs = growths.flatMap(({ points, unit }) => points.map(({ cost }) => inMicroseconds(cost, unit)));
  const sizes = growths.flatMap(({ points }) => points.map(({ size }) => size));
  const across = scaleOver(sizes, FRAME.left, FRAME.right);
  const up = scaleOver(costs, FRAME.bottom, FRAME.top);
  const width = COLUMNS * PANEL.width + 2 * MARGIN;
  const height = Math.ceil(growths.length / COLUMNS) * PANEL.height + 2 * MARGIN;
  const panels = growths.map((growth, index) => {
    const x = MARGIN + (index % COLUMNS) * PANEL.width;
    const y = MARGIN + Math.floor(index / COLUMNS) * PANEL.height;
    return `<g transform="translate(${x} ${y})">\n${panel(growth, across, up)}\n</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>How the cost of each kind of work grows with what it works on</title>
<style>${STYLE}</style>
<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${panels.join('\n')}
</svg>
`;
}

function panel({ what, of, unit, points }: Growth, across: Scale, up: Scale): string {
  const placed = points.map(({ size, cost }) => ({
    x: across.at(size),
    y: up.at(inMicroseconds(cost, unit)),
    size,
    cost,
  }));
  const [first, last] = [placed[0], placed.at(-1)];
  return [
    textAt(8, 14, what, { class: 'title' }),
    textAt(8, 29, `by ${of}`),
    ...across.decades.map((size) => {
      const x = across.at(size);
      const label = textAt(x, FRAME.bottom + 16, sizeWords(size), { 'text-anchor': 'middle' });
      return `<path class="grid" d="M${round(x)} ${FRAME.top}V${FRAME.bottom}"/>${label}`;
    }),
    ...up.decades.map((cost) => {
      const y = up.at(cost);
      const label = textAt(FRAME.left - 6, y + 4, costWords(cost, 'µs'), { 'text-anchor': 'end' });
      return `<path class="grid" d="M${FRAME.left} ${round(y)}H${FRAME.right}"/>${label}`;
    }),
    ...(first === undefined ? [] : [proportional(first, across, up)]),
    `<polyline class="cost" points="${placed.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')}"/>`,
    ...placed.map(({ x, y }) => `<circle class="point" cx="${round(x)}" cy="${round(y)}" r="3"/>`),
    ...(last === undefined
      ? []
      : [textAt(last.x, last.y - 8, costWords(last.cost, unit), { class: 'value', 'text-anchor': 'end' })]),
  ].join('\n');
}

/** From the first point, as steep as both scales make ten times for ten times, until it leaves the frame. */
function proportional(
  { x, y }: { readonly x: number; readonly y: number },
  across: Scale,
  up: Scale,
): string {
  const decadeAcross = across.at(10) - across.at(1);
  const decadeUp = up.at(1) - up.at(10);
  const decades = Math.min((FRAME.right - x) / decadeAcross, (y - FRAME.top) / decadeUp);
  return `<path class="proportional" d="M${round(x)} ${round(y)}l${round(decades * decadeAcross)} ${round(-decades * decadeUp)}"/>`;
}

function scaleOver(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(Math.ceil(Math.log10(Math.max(...values))), low + 1);
  return {
    decades: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
  };
}

function inMicroseconds(cost: number, unit: string): number {
  const factor = MICROSECONDS[unit];
  if (factor === undefined) throw new Error(`${unit} is no unit of time.`);
  return cost * factor;
}

function sizeWords(size: number): string {
  return size < 1_000 ? String(size) : `${size / 1_000}k`;
}

function textAt(
  x: number,
  y: number,
  words: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const more = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${round(x)}" y="${round(y)}"${more.join('')}>${safe}</text>`;
}

/** Tenths of a pixel are enough, and do not differ between machines. */
function round(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
