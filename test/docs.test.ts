import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type CodeBlock, codeBlocks } from './docs/code-blocks.js';
import { NOT_RUN } from './docs/not-run.js';
import { runModule } from './docs/run-module.js';
import { typePage } from './docs/type-page.js';
import { ROOT } from './support/binary.js';

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const blocks = DOCUMENTS.map((name): [string, CodeBlock[]] => [
  name,
  codeBlocks(name, readFileSync(join(ROOT, name), 'utf8')),
]);

/** How blocks that are data are read. */
const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  json: (text) => JSON.parse(text),
  toml: (text) => parseToml(text),
  yaml: (text) => parseYaml(text),
};

/** Blocks for the eye: trees, output, diagrams. */
const SHOWN = ['text', 'mermaid'];

const leftOut = new Set<string>();

describe('what the documents say works', () => {
  const commands = blocks.filter(([, found]) => found.some(({ language }) => language === 'sh'));
  it.concurrent.each(commands)(
    '[D04] %s: every command line runs, in the order of the page',
    { timeout: 120_000 },
    async (_name, found) => {
      const typed = await typePage(found.filter(({ language }) => language === 'sh'));
      expect(typed, typed.output).toMatchObject({ exitCode: 0 });
      for (const line of typed.leftOut) leftOut.add(line);
    },
  );

  const programs = blocks.flatMap(([, found]) => found.filter(({ language }) => language === 'js'));
  it.each(programs)('$place: the program runs', async ({ text }) => {
    expect(await runModule(text)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  const data = blocks.flatMap(([, found]) => found.filter(({ language }) => language in PARSERS));
  it.each(data)('$place: the data is what it says it is', ({ language, text }) => {
    expect(PARSERS[language]?.(text)).toBeTypeOf('object');
  });

  it('leaves no block out', () => {
    const covered = ['sh', 'js', ...Object.keys(PARSERS), ...SHOWN];
    const others = blocks.flatMap(([, found]) => found).filter(({ language }) => !covered.includes(language));
    expect(others.map(({ place, language }) => `${place} ${language}`)).toEqual([]);
    expect(commands.map(([name]) => name)).toContain('README.md');
    expect(programs.length).toBeGreaterThan(0);
  });

  it('leaves out no line but those that are listed, and lists none that is gone', () => {
    expect([...leftOut].sort()).toEqual([...NOT_RUN.keys()].sort());
  });

  it('names no script of npm that there is not', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const texts = DOCUMENTS.map((name) => readFileSync(join(ROOT, name), 'utf8')).join('\n');
    const named = [...texts.matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)].map(
      (found) => found[1] ?? found[2],
    );
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
    expect(named.length).toBeGreaterThan(5);
  });
});
