import { execFileSync } from 'node:child_process';
import { nodeFileSystem } from '../../../src/deploy/node-file-system.js';
import { openWorkbench, temporaryFiles } from './workbench.js';

/**
 * A process that deploys while the system lets no new file grow beyond a limit, which is swept: what a full disk does
 * to a write, in the middle of it. Prints what came of each deploy.
 */
const [folder = '', size = '', step = ''] = process.argv.slice(2);
// The signal that comes with the error would end the process.
process.on('SIGXFSZ', () => undefined);
const limit = (bytes: number | 'unlimited'): void => {
  execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:unlimited`]);
};
const first = `{"filler": "${'x'.repeat(Number(size))}", "mcpServers": {}}\n`;
const bench = await openWorkbench({ folder });
for (let bytes = 0; bytes <= Number(size) + Number(step); bytes += Number(step)) {
  await bench.write(first);
  const limited = bench.withFiles({
    ...nodeFileSystem,
    async create(...of) {
      limit(bytes);
      try {
        await nodeFileSystem.create(...of);
      } finally {
        limit('unlimited');
      }
    },
  });
  const outcome = await limited.deploy().then(
    ({ status }) => status,
    ({ code }) => code,
  );
  const text = bench.read();
  const file =
    text === first ? 'first' : text.includes('npx') && text.length > first.length ? 'deployed' : 'torn';
  const left = (await temporaryFiles(bench.target)).length;
  await bench.deploy();
  const { restored } = await bench.undeploy();
  process.stdout.write(
    `${JSON.stringify({ bytes, outcome, file, left, restored: restored && bench.read() === first })}\n`,
  );
}
await bench.close();
