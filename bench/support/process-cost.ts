import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Where and with what a program is run. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** So many processes share what the hundredths of a second of `times` leave out. */
const TOGETHER = 20;

/**
 * Processor time, user and system, of a program run to its end by Node, in milliseconds. A shell counts its children's
 * time; Node has no call for it. Throws where the program fails.
 */
export function processorTime(args: readonly string[], surroundings: Surroundings): number {
  const script = `i=0; while [ $i -lt ${TOGETHER} ]; do "$@" >/dev/null; i=$((i + 1)); done; times`;
  const command = ['-e', '-c', script, 'sh', process.execPath, ...args];
  const printed = execFileSync('sh', command, {
    ...surroundings,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const children = printed.trim().split('\n').at(-1) ?? '';
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  return (parts.reduce((sum, part) => sum + part, 0) * 1000) / TOGETHER;
}

/** Time from the start of a program to its end by Node, in milliseconds. Throws where the program fails. */
export function wallTime(args: readonly string[], surroundings: Surroundings): number {
  const start = performance.now();
  execFileSync(process.execPath, args, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'] });
  return performance.now() - start;
}

/** What a process holds of the machine's memory, in MB. Throws where the system has no `/proc`. */
export function residentMemory(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}
