import { EXIT_CODE, ROLES } from '@mcp-orchestration/core';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { ALL_OPERATIONS } from '../src/all-operations.js';
import { EXIT_CODES_HELP } from '../src/exit-codes-help.js';
import { FIRST_VERSION } from '../src/first-version.js';
import { buildProgram, buildSingleProgram } from '../src/program.js';
import { COMMAND_GROUPS, GROUP_SUMMARIES, PROGRAM_EXAMPLES } from '../src/tree/command-tree.js';

const specs = COMMAND_GROUPS.flatMap(({ commands }) => commands);
const noRun = async (): Promise<void> => undefined;

/** Split a command line as a shell does, as far as our examples go. */
function words(text: string): string[] {
  const command = text.replace(/ (?:\||<|>>?) .*$/, '');
  return [...command.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replaceAll(/['"]/g, ''));
}

/** Which command a line reaches, and with what. */
async function reached(line: readonly string[]): Promise<{ path: string; options: Record<string, unknown> }> {
  let found = { path: '', options: {} };
  const program = buildProgram(async ({ path }, { options }) => {
    found = { path, options };
  });
  await program.parseAsync(line, { from: 'user' });
  return found;
}

function find(path: string): Command {
  return path.split(' ').reduce((command, word) => {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) throw new Error(`There is no command ${path}.`);
    return next;
  }, buildProgram(noRun));
}

/** The names are promises to scripts: a change here is a decision. */
const PROMISED = {
  init: ['--regenerate'],
  doctor: [],
  completion: [],
  discover: [],
  'client list': ['-a, --all'],
  'client show': [],
  'client set-path': ['--unset'],
  'profile list': ['-c, --client <id>'],
  'server list': ['-s, --search <words>', '-t, --transport <type>', '--limit <n>', '--cursor <cursor>'],
  'server show': [],
  'server add': [],
  'server remove': ['-y, --yes'],
  'draft add': [
    '-c, --client <id>',
    '-p, --profile <id>',
    '--param <key=value>',
    '--env <KEY=VALUE>',
    '-n, --name <name>',
    '--command <command>',
    '--arg <argument>',
    '--cwd <dir>',
    '--url <url>',
    '--transport <type>',
    '--header <name: value>',
    '--revision <n>',
  ],
  'draft remove': ['-c, --client <id>', '-p, --profile <id>', '--revision <n>'],
  'draft show': ['-c, --client <id>', '-p, --profile <id>'],
  'draft clear': ['-c, --client <id>', '-p, --profile <id>', '-y, --yes'],
  'draft reset': ['-c, --client <id>', '-p, --profile <id>', '--release <n>', '-y, --yes'],
  'draft import': [
    '-c, --client <id>',
    '-p, --profile <id>',
    '--file <file>',
    '--project <dir>',
    '--extract-secrets',
  ],
  copy: [
    '-c, --client <id>',
    '-p, --profile <id>',
    '--to <client>',
    '--to-profile <id>',
    '--replace',
    '--revision <n>',
  ],
  validate: ['-c, --client <id>', '-p, --profile <id>'],
  publish: [
    '-c, --client <id>',
    '-p, --profile <id>',
    '-m, --changelog <text>',
    '--allow-literal-secrets',
    '--force',
    '--revision <n>',
  ],
  deploy: [
    '-c, --client <id>',
    '-p, --profile <id>',
    '--release <n>',
    '--artifact-id <id>',
    '--target <file>',
    '--project <dir>',
    '--dry-run',
    '--force',
    '--inline-secrets',
    '-y, --yes',
  ],
  sync: [
    '-p, --profile <id>',
    '--clients <list>',
    '--installed',
    '--from <client>',
    '--project <dir>',
    '--dry-run',
    '--force',
    '--inline-secrets',
    '-y, --yes',
  ],
  status: [
    '-c, --client <id>',
    '-p, --profile <id>',
    '--target <file>',
    '--project <dir>',
    '--exit-code',
    '--watch',
  ],
  watch: [
    '-c, --client <id>',
    '-p, --profile <id>',
    '--target <file>',
    '--project <dir>',
    '--heal',
    '--inline-secrets',
  ],
  rollback: [
    '-c, --client <id>',
    '-p, --profile <id>',
    '--to <n>',
    '--deploy',
    '--target <file>',
    '--project <dir>',
    '--force',
    '--inline-secrets',
    '-y, --yes',
  ],
  undeploy: [
    '-c, --client <id>',
    '-p, --profile <id>',
    '--target <file>',
    '--project <dir>',
    '--force',
    '-y, --yes',
  ],
  history: ['-c, --client <id>', '-p, --profile <id>', '--limit <n>', '--cursor <cursor>'],
  verify: ['-c, --client <id>', '-p, --profile <id>', '--release <n>'],
  'config show': ['-c, --client <id>', '-p, --profile <id>', '--release <n>', '--artifact-id <id>'],
  diff: ['-c, --client <id>', '-p, --profile <id>', '--artifact-id <id>'],
  'backup list': ['-c, --client <id>'],
  'backup show': [],
  'backup restore': ['-y, --yes'],
  serve: [
    '--host <host>',
    '--port <port>',
    '--log-level <level>',
    '--log-format <format>',
    '--cors-origin <origin>',
    '--allowed-host <host>',
    '--allow-target <dir>',
    '--trust-proxy',
    '--rate-limit <n>',
    '--api-key-file <file>',
    '--api-key-role <role>',
    '--oidc-issuer <url>',
    '--oidc-audience <audience>',
    '--oidc-max-age <seconds>',
    '--watch-drift',
    '--config <file>',
    '--print-config',
  ],
  stdio: ['--permissions <list>'],
  'key init': ['--regenerate'],
  'key list': [],
  'key rotate': [],
  'key revoke': ['--reason <text>', '-y, --yes'],
  audit: [
    '--since <time>',
    '--principal <id>',
    '--operation <name>',
    '-c, --client <id>',
    '--limit <n>',
    '--cursor <cursor>',
  ],
  'token create': [
    '-n, --name <name>',
    '--role <role>',
    '--permission <permission>',
    '-c, --client <id>',
    '-p, --profile <id>',
    '--expires <duration>',
  ],
  'token list': [],
  'token rotate': ['--grace <duration>'],
  'token revoke': ['-y, --yes'],
};

describe('the program', () => {
  it('has the commands and options that were promised', () => {
    const stated = Object.fromEntries(
      specs.map(({ path, options = [] }) => [path, options.map(({ flags }) => flags)]),
    );
    expect(stated).toEqual(PROMISED);
  });

  it.each(specs.map(({ path }) => path))(
    '%s takes --json, --quiet and --home, and shows its help',
    (path) => {
      const long = find(path).options.map((option) => option.long);
      expect(long).toEqual(expect.arrayContaining(['--json', '--quiet', '--home']));
      expect(new Set(long).size).toBe(long.length);
      expect(find(path).helpInformation()).toContain('-h, --help');
    },
  );

  it.each(specs.map((spec) => [spec.path, spec] as const))(
    '%s has examples that it would run',
    async (path, spec) => {
      expect(spec.examples.length).toBeGreaterThan(0);
      for (const [example] of spec.examples) expect((await reached(words(example))).path).toBe(path);
    },
  );

  it('has examples of the whole way that it would run', async () => {
    for (const [example] of PROGRAM_EXAMPLES) expect((await reached(words(example))).path).not.toBe('');
  });

  it('says of each word that groups commands what it stands for', () => {
    const grouping = new Set(
      specs.filter(({ path }) => path.includes(' ')).map(({ path }) => path.split(' ')[0]),
    );
    expect([...GROUP_SUMMARIES.keys()].sort()).toEqual([...grouping].sort());
  });

  it('describes every command and option in a short line without a stop', () => {
    const said = specs.flatMap(({ summary, options = [], args = [] }) => [
      summary,
      ...[...options, ...args].map(({ description }) => description),
    ]);
    for (const text of said) expect(text).toMatch(/^[^\n]{2,90}[^.\n]$/);
  });

  it('takes the options of every command before its name too', async () => {
    expect(await reached(['--home', '/there', '--json', 'key', 'list'])).toEqual({
      path: 'key list',
      options: expect.objectContaining({ home: '/there', json: true }),
    });
  });

  it('reads an option as the value of --arg, not as its own', async () => {
    const { options } = await reached([
      'draft',
      'add',
      '--name',
      'a',
      '--command',
      'a',
      '--arg',
      '--json',
      '--arg=-y',
    ]);
    expect(options.arg).toEqual(['--json', '-y']);
    expect(options.json).toBeUndefined();
  });

  it('has a command for every operation', async () => {
    const { readdir, readFile } = await import('node:fs/promises');
    const folder = new URL('../src/commands/', import.meta.url);
    const sources = await Promise.all(
      (await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8')),
    );
    const called = new Set(
      sources.flatMap((source) => [...source.matchAll(/call\(\s*'([a-z_]+)'/g)].map(([, name]) => name)),
    );
    expect([...called].sort()).toEqual(Object.keys(ALL_OPERATIONS).sort());
  });

  it('offers the roles that there are', () => {
    const choices = (path: string, long: string) =>
      find(path).options.find((option) => option.long === long)?.argChoices;
    expect(choices('token create', '--role')).toEqual(Object.keys(ROLES));
  });
});

describe('the exit codes that the help tells', () => {
  it('are those of the table of errors, drift, and success', () => {
    const told = [...EXIT_CODES_HELP.matchAll(/^ {2}(\d) /gm)].map(([, code]) => Number(code));
    expect(told).toEqual([...new Set([0, ...Object.values(EXIT_CODE), 7])].sort());
  });
});

describe('the binaries of the first version', () => {
  it.each(Object.entries(FIRST_VERSION))('%s has examples that it would run', async (name, spec) => {
    for (const [example] of spec.examples) {
      let ran = '';
      const program = buildSingleProgram({ name, spec }, async ({ path }) => {
        ran = path;
      });
      await program.parseAsync(words(example), { from: 'user' });
      expect(ran).toBe(spec.path);
    }
  });

  it('are those that the package names, beside the program', async () => {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
    expect(Object.keys(manifest.bin).sort()).toEqual(
      ['mcp-orchestration', ...Object.keys(FIRST_VERSION)].sort(),
    );
  });
});
