import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Comparison, compare } from './turns.js';

const BINARY = 'apps/cli/dist/bin/mcp-orchestration.js';

/** Start of the CLI against an empty script: processor time, user and system, of the whole process. */
export async function benchmarkStartUp(): Promise<Comparison[]> {
  const home = mkdtempSync(join(tmpdir(), 'bench-'));
  const run = (args: readonly string[]) => (): number => processorTime(args, home);
  const peer = run(['-e', '0']);
  try {
    return [
      await compare('mcp-orchestration --version against node -e 0', {
        ours: run([BINARY, '--version']),
        peer,
      }),
      await compare('mcp-orchestration server list against node -e 0', {
        ours: run([BINARY, 'server', 'list', '--json']),
        peer,
      }),
    ];
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** A shell counts its children's time; Node has no call for it. In milliseconds. */
function processorTime(args: readonly string[], home: string): number {
  const words = [process.execPath, ...args].map((word) => `'${word}'`).join(' ');
  const script = `${words} >/dev/null 2>&1; times`;
  const env = { ...process.env, HOME: home, MCP_ORCHESTRATION_HOME: join(home, 'state') };
  const last = execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).trim().split('\n').at(-1) ?? '';
  const parts = [...last.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  return parts.reduce((sum, part) => sum + part, 0) * 1000;
}
