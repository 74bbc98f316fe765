// The whole way, for four clients in four formats, in a home of its own: draft, publish, deploy, drift, a second
// release, back to the first, and out again. Every step is checked; the first that is not as promised ends the run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLIENTS = [
  {
    client: 'claude-desktop',
    file: 'claude_desktop_config.json',
    path: '.config/Claude/claude_desktop_config.json',
  },
  { client: 'vscode', file: 'mcp.json', path: '.config/Code/User/mcp.json' },
  { client: 'codex', file: 'config.toml', path: '.codex/config.toml' },
  { client: 'goose', file: 'config.yaml', path: '.config/goose/config.yaml' },
];

const home = mkdtempSync(join(tmpdir(), 'quickstart-'));
const manifest = createRequire(import.meta.url).resolve('mcp-orchestration/package.json');
const binary = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin['mcp-orchestration']);
// The files are where they are on Linux, whatever this runs on.
const env = {
  PATH: process.env.PATH,
  HOME: home,
  USERPROFILE: home,
  MCP_ORCHESTRATION_HOME: join(home, 'state'),
};

/** Run a command with --json and give back what it printed. */
function run(command) {
  const args = command.split(' ');
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary, ...args, '--json'], {
    env,
    encoding: 'utf8',
  });
  assert.equal(status, 0, `mcp-orchestration ${command}\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}

/** Whether the lines of a text stand in another one, in order, byte for byte. */
function holdsLines(text, first) {
  const lines = text.split('\n');
  let from = 0;
  return first.split('\n').every((line) => {
    const found = lines.indexOf(line, from);
    from = found + 1;
    return found >= 0;
  });
}

/** Whether what was added stands in one piece, with every other byte as it was, but for a separator beside it. */
function changedInOnePlace(before, after) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end += 1;
  return before.length - start - end <= 1;
}

try {
  run('key init');
  for (const { client, file, path } of CLIENTS) {
    const target = join(home, path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(fileURLToPath(new URL(`files/${file}`, import.meta.url)), target);
    const first = readFileSync(target, 'utf8');
    const read = () => readFileSync(target, 'utf8');
    const of = `-c ${client} -p default`;

    run(`draft add memory ${of}`);
    run(`draft add ${of} --name local-tools --command node --arg tools.js --arg --stdio`);
    assert.equal(run(`publish ${of} --changelog First`).version, 1);
    const deployed = run(`deploy ${of}`);
    assert.equal(deployed.status, 'deployed');
    assert.equal(deployed.config_path, target);
    assert.deepEqual(
      deployed.changes.map(({ name, action }) => `${action} ${name}`),
      ['add local-tools', 'add memory'],
    );
    const released = read();
    assert.ok(changedInOnePlace(first, released), `${file}: bytes that are not ours changed`);
    assert.equal(run(`deploy ${of}`).status, 'unchanged');
    assert.equal(read(), released);

    writeFileSync(target, released.replace('tools.js', 'other.js'));
    const drift = run(`status ${of}`);
    assert.equal(drift.status, 'drifted');
    assert.deepEqual(
      drift.servers.filter(({ state }) => state === 'drifted').map(({ name }) => name),
      ['local-tools'],
    );
    run(`deploy ${of} --force`);
    assert.equal(read(), released);

    run(`draft remove local-tools ${of}`);
    assert.equal(run(`publish ${of} --changelog Second`).version, 2);
    run(`deploy ${of}`);
    assert.ok(!read().includes('local-tools'));
    assert.ok(holdsLines(read(), first.trimEnd()) || changedInOnePlace(first, read()));
    const back = run(`rollback ${of} --to 1 --deploy`);
    assert.equal(back.version, 3);
    assert.ok(read().includes('local-tools'));

    run(`undeploy ${of}`);
    assert.equal(read(), first, `${file}: the first bytes are not back`);
    console.log(
      `${client}: drafted, published, deployed, drifted, rolled back, undeployed; ${file} is as it was`,
    );
  }
} finally {
  rmSync(home, { recursive: true });
}
