import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BINARY } from '../test/support/binary.js';
import type { Finding } from './benchmark.js';
import { installPeers } from './support/install-peers.js';
import { residentMemory, type Surroundings } from './support/process-cost.js';
import { withUser } from './support/with-user.js';
import { compare } from './turns.js';

const PEER = '@modelcontextprotocol/server-memory';
const VERSION = '2026.8.31';

/** What an MCP client waits for and what the machine then holds, against a small server of the protocol's makers. */
export function benchmarkStdio(): Promise<readonly Finding[]> {
  return withUser(['init'], async (user) => {
    const folder = await installPeers(`${PEER}@${VERSION}`);
    const ours = { args: [BINARY, 'stdio'], env: user.env, cwd: user.folder };
    const theirs = {
      args: [join(folder, 'node_modules', PEER, 'dist/index.js')],
      env: { ...user.env, MEMORY_FILE_PATH: join(user.folder, 'memory.jsonl') },
      cwd: user.folder,
    };
    const peer = `\`${PEER}\` ${VERSION}`;
    return [
      await compare({
        id: 'stdio.start',
        what: '`mcp-orchestration stdio`: from its start to the list of its tools',
        peer,
        unit: 'ms',
        rounds: 11,
        ours: () => listTools(ours, ({ time }) => time),
        theirs: () => listTools(theirs, ({ time }) => time),
      }),
      await compare({
        id: 'stdio.memory',
        what: '`mcp-orchestration stdio`: resident memory after that',
        peer,
        unit: 'MB',
        ours: () => listTools(ours, ({ pid }) => residentMemory(pid)),
        theirs: () => listTools(theirs, ({ pid }) => residentMemory(pid)),
      }),
    ];
  });
}

/** An MCP server: a program of Node's. */
interface Server extends Surroundings {
  readonly args: readonly string[];
}

/** A server that has just said which tools it has. */
interface Listed {
  /** Since it was started, in milliseconds. */
  readonly time: number;
  readonly pid: number;
}

/** Start a server on pipes, initialize it, ask for its tools, look at what it is then, and end it. */
async function listTools({ args, env, cwd }: Server, look: (listed: Listed) => number): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, cwd, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const send = (message: object): boolean =>
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const clientInfo = { name: 'bench', version: '0.0.0' };
  send({
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { id, error } = JSON.parse(line) as { id?: number; error?: { message: string } };
      if (error !== undefined) throw new Error(error.message);
      if (id === 1) {
        send({ method: 'notifications/initialized' });
        send({ id: 2, method: 'tools/list' });
      }
      if (id === 2) return look({ time: performance.now() - start, pid: child.pid ?? 0 });
    }
    throw new Error(`${args.join(' ')} ended without an answer`);
  } finally {
    child.kill();
    await ended;
  }
}
