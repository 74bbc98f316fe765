import { execFile } from 'node:child_process';

/** What a server is loaded with. */
export interface Load {
  readonly url: string;
  /** Kept open; each sends its next request when it has the answer to the one before. */
  readonly connections: number;
  readonly seconds: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent in turns by each connection. `{n}` in a path is a number that is another one each time. */
  readonly requests: readonly {
    readonly method?: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }[];
  /** What every answer must be: 200 unless given. */
  readonly status?: number;
}

/** Requests answered a second. @throws Error where any was answered otherwise than wanted. */
export async function loadServer(load: Load): Promise<number> {
  const { perSecond } = await runProgram('bench/support/load.mjs', { status: 200, ...load });
  return Number(perSecond);
}

/** What every request is sent with, and what a second of them is. */
export interface PacedLoad {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second, at even distances. */
  readonly rate: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly path: string;
}

/**
 * The 99th percentile of the time from when a request was due to the end of its answer, in milliseconds: one that had
 * to wait for a free connection has waited.
 */
export async function pacedLatency(load: PacedLoad): Promise<number> {
  const { p99 } = await runProgram('bench/support/paced-load.mjs', load);
  return Number(p99);
}

async function runProgram(program: string, input: object): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [program], (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(new Error(`${program}: ${stderr}`));
    });
    child.stdin?.end(JSON.stringify(input));
  });
}
