import { toCommandLine } from '../parity/command-line.js';
import { operationOf } from '../parity/product.js';
import { runBinary } from '../support/binary.js';
import { startServing } from '../support/serving.js';
import { openStdioSession } from '../support/stdio-session.js';
import type { UserHome } from '../support/user-home.js';
import type { Deed } from './work-load.js';

type Answer = Omit<Deed, 'operation'>;

/** Someone who works on the home from a process of its own. */
export interface Worker {
  readonly name: string;
  /** Whether it has the operations that are tools, and no others. */
  readonly tools: boolean;
  call(operation: string, input: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

function toAnswer(failed: boolean, data: Readonly<Record<string, unknown>>): Answer {
  return failed ? { output: {}, code: String(data.code) } : { output: data };
}

/** A session with a stdio server. */
export async function openStdio(user: UserHome, name: string): Promise<Worker> {
  const session = await openStdioSession(user);
  return {
    name,
    tools: true,
    async call(operation, input) {
      const { failed, data } = await session.call(operation, input);
      return toAnswer(failed, data);
    },
    close: () => session.close(),
  };
}

/** Requests to an HTTP server. */
export async function openHttp(user: UserHome, token: string): Promise<Worker> {
  const serving = await startServing(user);
  return {
    name: 'http',
    tools: false,
    async call(operation, { client_id, ...rest }) {
      const [method = '', address = ''] = operationOf(operation).http.split(' ');
      const path = address.replace('{client_id}', String(client_id)).replace('{profile_id}', 'default');
      const response = await fetch(serving.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: JSON.stringify(rest) } : {}),
      });
      return toAnswer(!response.ok, (await response.json()) as Record<string, unknown>);
    },
    async close() {
      await serving.stop();
    },
  };
}

/** Commands, one process each. */
export function openCommands(user: UserHome): Worker {
  return {
    name: 'cli',
    tools: false,
    async call(operation, input) {
      const { args } = toCommandLine(operation, input);
      const { exitCode, stdout } = await runBinary([...args, '--json'], { env: user.env, cwd: user.folder });
      return toAnswer(exitCode !== 0, JSON.parse(stdout) as Record<string, unknown>);
    },
    close: async () => undefined,
  };
}
