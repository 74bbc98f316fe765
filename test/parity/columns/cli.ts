import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorKind, EXIT_CODE } from '@mcp-orchestration/core';
import { type Ended, runBinary } from '../../support/binary.js';
import type { UserHome } from '../../support/user-home.js';
import type { Column, Outcome } from '../column.js';
import { toCommandLine } from '../command-line.js';
import type { Fields } from '../parity-case.js';
import { operationOf } from '../product.js';
import { serveProduct } from '../serve-product.js';

/** The built program with `--json`, run by the person at the machine: permissions are not limited here. */
export const cli: Column = {
  open: async ({ user, parityCase }) => ({
    call: (name, input) => runCommand(user, { name, input, env: parityCase.env }),
    close: async () => undefined,
  }),
};

/** The same program with a server and the caller's token in its environment, and no home of its own. */
export const cliOverHttp: Column = {
  async open({ user, parityCase, token }) {
    const { url, close } = await serveProduct({ user, parityCase });
    const env = {
      MCP_ORCHESTRATION_HOME: join(user.state, 'not-to-be-made'),
      MCP_ORCHESTRATION_SERVER: url,
      MCP_ORCHESTRATION_TOKEN: token,
    };
    return {
      call: (name, input) => runCommand(user, { name, input, env }),
      async close() {
        await close();
        if (existsSync(env.MCP_ORCHESTRATION_HOME))
          throw new Error('A command made a home beside the server.');
      },
    };
  },
};

interface Command {
  readonly name: string;
  readonly input: Fields;
  readonly env: Readonly<Record<string, string>> | undefined;
}

async function runCommand(user: UserHome, { name, input, env }: Command): Promise<Outcome> {
  const { args, stdin, files = {} } = toCommandLine(name, input);
  for (const [path, text] of Object.entries(files)) await user.write(`.mcp-orchestration/${path}`, text);
  const options = { env: { ...user.env, ...env }, cwd: user.folder, stdin };
  return toOutcome(name, await runBinary([...args, '--json'], options));
}

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
