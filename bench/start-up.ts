import { BINARY } from '../test/support/binary.js';
import type { Finding } from './benchmark.js';
import { processorTime } from './support/process-cost.js';
import { withUser } from './support/with-user.js';
import { compare } from './turns.js';

const ROWS = [
  ['cli.version', '--version'],
  ['cli.server-list', 'server list --json'],
  ['cli.status', 'status -c cursor'],
] as const;

/** Start of the CLI against an empty script: processor time, user and system, of the whole process. */
export function benchmarkStartUp(): Promise<readonly Finding[]> {
  const deployed = [
    'init',
    'draft add filesystem -c cursor --param path=/srv',
    'publish -c cursor --changelog First',
    'deploy -c cursor --yes',
  ];
  return withUser(deployed, async (user) => {
    const surroundings = { env: user.env, cwd: user.folder };
    const findings: Finding[] = [];
    for (const [id, command] of ROWS) {
      const measured = await compare({
        id,
        what: `processor time of \`mcp-orchestration ${command}\``,
        peer: '`node -e 0`',
        unit: 'ms',
        rounds: 15,
        ours: () => processorTime([BINARY, ...command.split(' ')], surroundings),
        theirs: () => processorTime(['-e', '0'], surroundings),
      });
      findings.push(measured);
    }
    return findings;
  });
}
