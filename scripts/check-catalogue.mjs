// For maintainers: asks the npm registry whether each pinned package of the catalogue is there and not deprecated.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'tsup';

const AT_ONCE = 4;
const SOURCE = fileURLToPath(
  new URL('../packages/core/src/registry/servers/bundled-servers.ts', import.meta.url),
);
const run = promisify(execFile);

/** The catalogue is TypeScript: compile it to a folder of its own, and import that. */
async function loadCatalogue() {
  const outDir = await mkdtemp(join(tmpdir(), 'check-catalogue-'));
  try {
    const entry = { catalogue: SOURCE };
    await build({
      entry,
      outDir,
      format: 'esm',
      config: false,
      silent: true,
      outExtension: () => ({ js: '.mjs' }),
    });
    const { BUNDLED_SERVERS } = await import(pathToFileURL(join(outDir, 'catalogue.mjs')).href);
    return BUNDLED_SERVERS;
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** What is wrong with a pinned package, if anything, and whether a newer version is out. */
async function check({ npm_package: name, version }) {
  try {
    const fields = ['version', 'description', 'deprecated', 'dist-tags.latest', '--json'];
    const { stdout } = await run('npm', ['view', `${name}@${version}`, ...fields], {
      shell: process.platform === 'win32',
    });
    if (stdout.trim() === '') return { fault: 'this version is not on npm' };
    const facts = JSON.parse(stdout);
    // Some vendors say so in the description alone, and not every mirror of the registry passes the flag on.
    if (/\bdeprecated\b/i.test(facts.description ?? '')) return { fault: facts.description };
    return facts.deprecated === undefined
      ? { newer: facts['dist-tags.latest'] === version ? undefined : facts['dist-tags.latest'] }
      : { fault: `deprecated: ${facts.deprecated}` };
  } catch (error) {
    return {
      fault:
        String(error.stderr ?? error.message)
          .split('\n')
          .find((line) => line.includes('code')) ?? 'npm view failed',
    };
  }
}

function report({ server_id, npm_package, version }, { fault, newer }) {
  const pinned = `${server_id}: ${npm_package}@${version}`;
  if (fault !== undefined) console.log(`FAILED  ${pinned}: ${fault}`);
  else if (newer !== undefined) console.log(`newer   ${pinned}: ${newer} is out`);
}

const pinned = (await loadCatalogue()).filter(({ npm_package }) => npm_package !== undefined);
const queue = pinned.values();
let failed = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (const definition of queue) {
      const result = await check(definition);
      if (result.fault !== undefined) failed += 1;
      report(definition, result);
    }
  }),
);
console.log(`${pinned.length} checked, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
