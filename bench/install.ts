import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackages } from '../test/package/installed.js';
import { type Finding, type Measurement, spreadOf } from './benchmark.js';
import { npmInstall } from './support/install-peers.js';
import { orMissing } from './support/or-missing.js';
import { ADD_MCP, type Rival, SMITHERY } from './support/rivals.js';
import { compare } from './turns.js';

type Cost = (folder: string, spec: string) => number | Promise<number>;

const ROWS: readonly [id: string, what: string, unit: Measurement['unit'], cost: Cost][] = [
  ['install.seconds', '`npm install` of the packed program, npm’s cache warm', 's', installAnew],
  ['install.size', 'what `npm install` puts on the disk', 'MB', sizeOnDisk],
  ['install.packages', 'packages that `npm install` brings', 'packages', packagesIn],
];

/** `npm install` of the packed program into an empty folder, against other programs for the same files. */
export async function benchmarkInstall(): Promise<readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-install-'));
  try {
    await packPackages(folder);
    const tarball = join(
      folder,
      readdirSync(folder).find((name) => /^mcp-orchestration-\d/.test(name)) ?? '',
    );
    const packed = spreadOf([statSync(tarball).size / 1000]);
    return [
      { id: 'install.packed', what: 'the packed program', unit: 'kB', rounds: 1, ours: packed },
      ...(await against(SMITHERY, '', folder, tarball)),
      ...(await against(ADD_MCP, '.add-mcp', folder, tarball)),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each row against one rival. Size and packages are those of the last install. */
async function against({ spec }: Rival, suffix: string, folder: string, tarball: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [id, what, unit, cost] of ROWS) {
    const named = { id: `${id}${suffix}`, what };
    const sides = {
      ours: () => cost(join(folder, 'ours'), tarball),
      theirs: () => cost(join(folder, 'theirs'), spec),
    };
    const measure = () => compare({ ...named, peer: `\`${spec}\``, unit, rounds: 5, ...sides });
    findings.push(await orMissing(named, measure));
  }
  return findings;
}

/** In seconds. */
async function installAnew(folder: string, spec: string): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const start = performance.now();
  await npmInstall(folder, [spec]);
  return (performance.now() - start) / 1000;
}

/** In MB. */
function sizeOnDisk(folder: string): number {
  return (Number.parseInt(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }), 10) * 1024) / 1e6;
}

function packagesIn(folder: string): number {
  const lock = readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8');
  return Object.keys((JSON.parse(lock) as { packages: object }).packages).length;
}
