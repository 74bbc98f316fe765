import { type ErrorKind, EXIT_CODE } from '@mcp-orchestration/core';
import { type Ended, runBinary } from '../../support/binary.js';
import type { Column, Outcome } from '../column.js';
import { toCommandLine } from '../command-line.js';
import type { Fields } from '../parity-case.js';
import { operationOf } from '../product.js';

/** The built program with `--json`, run by the person at the machine: permissions are not limited here. */
export const cli: Column = {
  async open({ user, parityCase }) {
    const env = { ...user.env, ...parityCase.env };
    return {
      async call(name, input) {
        const { args, stdin, files = {} } = toCommandLine(name, input);
        for (const [path, text] of Object.entries(files))
          await user.write(`.mcp-orchestration/${path}`, text);
        const ended = await runBinary([...args, '--json'], { env, cwd: user.folder, stdin });
        return toOutcome(name, ended);
      },
      close: async () => undefined,
    };
  },
};

function toOutcome(name: string, { exitCode, stdout, stderr }: Ended): Outcome {
  const data = readObject(stdout, stderr);
  const failed = typeof data.code === 'string' && typeof data.kind === 'string';
  const promised = failed ? EXIT_CODE[data.kind as ErrorKind] : exitCodeOf(name, data);
  if (exitCode !== promised) {
    throw new Error(`${name} exits ${exitCode}, and not ${promised}: ${stdout}${stderr}`);
  }
  if (failed) return { error: data as never };
  // `client list --all` says more of each client than the operation that it calls.
  return { output: name === 'list_clients' ? operationOf(name).output.parse(data) : data };
}

function readObject(stdout: string, stderr: string): Fields {
  try {
    return JSON.parse(stdout) as Fields;
  } catch {
    throw new Error(`Standard output is not one JSON value: ${stdout}${stderr}`);
  }
}

/** A check that found something is an answer, and still a failure to a script. */
function exitCodeOf(name: string, data: Fields): number {
  if (data.valid !== false) return 0;
  return name === 'verify_config' ? EXIT_CODE.conflict : EXIT_CODE.invalid;
}
