import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { OrchestrationError } from '../../../src/errors.js';
import { openDatabase } from '../../../src/storage/open-database.js';
import { sampleAuditEntry, sampleRelease } from '../../../src/testing/samples.js';

/**
 * Opens the database of argv 2 and publishes releases named by argv 3 and a number, from argv 4 to argv 5. Each is
 * reported on stdout when it is committed, and not before.
 */
const [, , url = '', writer = '', first = '1', last = '0'] = argv;

const report = (line: string) => writeSync(1, `${line}\n`);

async function publish(database: Awaited<ReturnType<typeof openDatabase>>, id: string): Promise<void> {
  await database.transaction(async ({ artifacts, releases, audit }) => {
    const version = ((await releases.latest(sampleRelease()))?.version ?? 0) + 1;
    const artifactId = sampleRelease().artifact_id;
    await artifacts.put(artifactId, '{"mcpServers":{}}');
    await releases.insert(sampleRelease({ version, release_hash: id }));
    const head = await audit.head();
    await audit.append(sampleAuditEntry({ sequence: (head?.sequence ?? 0) + 1, hash: id }));
  });
}

try {
  const database = await openDatabase({ url });
  report('open');
  for (let number = Number(first); number <= Number(last); number += 1) {
    await publish(database, `${writer}-${number}`);
    report(`${number}`);
  }
  await database.close();
} catch (error) {
  report(error instanceof OrchestrationError ? `${error.code}: ${error.message}` : String(error));
  process.exitCode = 1;
}
