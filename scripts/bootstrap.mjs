// Runs a root script on a machine that has nothing but Node and npm: brings pnpm, installs, builds, runs.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const windows = process.platform === 'win32';
const [task, ...args] = process.argv.slice(2);

const [major, minor] = process.versions.node.split('.').map(Number);
const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
if (!supported) {
  process.stderr.write(
    `mcp-orchestration needs Node 20.19, 22.13, 24 or later; this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}

/** What the tools that are brought would otherwise tell their makers. */
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  NPM_CONFIG_UPDATE_NOTIFIER: 'false',
};

/** Run a command to its end; its failure is ours. */
function run(command, commandArgs) {
  const options = { cwd: root, stdio: 'inherit', shell: windows, env };
  const { status, error } = spawnSync(command, commandArgs, options);
  if (error !== undefined) process.stderr.write(`${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

const pnpm = (...rest) => run('npx', ['-y', packageManager, ...rest]);
const local = (name, ...rest) => run('node', [`node_modules/${name}`, ...rest]);

function install() {
  pnpm('install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only', '--loglevel=error');
}

/** Build with types, or (`build:js`) without, which takes a fraction of the time. */
function build(kind = 'build') {
  install();
  // Through pnpm: turbo looks for the package manager on the path.
  pnpm('exec', 'turbo', 'run', kind, '--output-logs=errors-only', '--log-order=grouped');
}

const tasks = {
  build: () => build(),
  start: () => {
    build('build:js');
    // The server takes over the terminal and its signals, and decides the exit code.
    const child = spawn('node', ['apps/cli/dist/bin/mcp-orchestration.js', 'serve', ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
  },
  test: () => {
    build();
    local('vitest/vitest.mjs', 'run', ...args);
  },
  'test:corpus': () => {
    build();
    process.env.MCP_ORCHESTRATION_CORPUS = 'all';
    local('vitest/vitest.mjs', 'run', 'test/corpus.test.ts', ...args);
  },
  'test:soak': () => {
    build();
    local('vitest/vitest.mjs', 'run', '--config', 'vitest.soak.config.ts', ...args);
  },
  'test:browser': () => {
    build();
    local('vitest/vitest.mjs', 'run', '--config', 'vitest.browser.config.ts', ...args);
  },
  bench: () => {
    build();
    run('node', ['scripts/run-typescript.mjs', '--built', 'bench/main.ts', ...args]);
  },
  docs: () => {
    install();
    run('node', ['scripts/run-typescript.mjs', 'scripts/generate-docs.ts']);
  },
  check: () => {
    build();
    local('typescript/bin/tsc', '-p', '.', '--noEmit');
    local('@biomejs/biome/bin/biome', 'check', '.');
    local('knip/bin/knip.js');
  },
};

const chosen = tasks[task];
if (chosen === undefined) {
  process.stderr.write(`There is no task ${task}; there are ${Object.keys(tasks).join(', ')}.\n`);
  process.exit(1);
}
chosen();
