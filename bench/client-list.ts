import { join } from 'node:path';
import { BINARY } from '../test/support/binary.js';
import type { UserHome } from '../test/support/user-home.js';
import type { Finding } from './benchmark.js';
import { installPeers } from './support/install-peers.js';
import { orMissing } from './support/or-missing.js';
import { wallTime } from './support/process-cost.js';
import { ADD_MCP, type Rival, SMITHERY } from './support/rivals.js';
import { withUser } from './support/with-user.js';
import { compare } from './turns.js';

/** Each rival's own way to list what clients' files hold. */
const LISTS: readonly [id: string, rival: Rival, command: string][] = [
  // It lists one client's file, and cannot list all.
  ['cli.client-list.smithery', SMITHERY, 'mcp list --client cursor'],
  ['cli.client-list.add-mcp', ADD_MCP, 'list --global'],
];

/** Which clients there are and what their files hold, asked of a program that is not running: as long as a user waits. */
export function benchmarkClientList(): Promise<readonly Finding[]> {
  return withUser([], async (user) => {
    await writeClients(user);
    const surroundings = { env: user.env, cwd: user.folder };
    const findings: Finding[] = [];
    for (const [id, rival, command] of LISTS) {
      const named = { id, what: '`mcp-orchestration client list`, five clients installed' };
      const measure = async (): Promise<Finding> => {
        const program = join(await installPeers(rival.spec), 'node_modules', rival.program);
        return compare({
          ...named,
          peer: `\`${rival.name} ${command}\` (${rival.spec})`,
          unit: 'ms',
          rounds: 31,
          ours: () => wallTime([BINARY, 'client', 'list'], surroundings),
          theirs: () => wallTime([program, ...command.split(' ')], surroundings),
        });
      };
      findings.push(await orMissing(named, measure));
    }
    return findings;
  });
}

/** Five clients' files with two servers each. */
async function writeClients(user: UserHome): Promise<void> {
  const servers = {
    filesystem: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem@2026.7.10', '/srv'] },
    memory: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-memory@2026.8.31'] },
  };
  const text = JSON.stringify({ mcpServers: servers }, null, 2);
  for (const path of ['.cursor/mcp.json', '.claude.json', '.config/Claude/claude_desktop_config.json']) {
    await user.write(path, text);
  }
  await user.write('.config/Code/User/mcp.json', JSON.stringify({ servers }, null, 2));
  const tables = Object.entries(servers).map(
    ([name, { command, args }]) =>
      `[mcp_servers.${name}]\ncommand = "${command}"\nargs = ${JSON.stringify(args)}\n`,
  );
  await user.write('.codex/config.toml', tables.join('\n'));
}
