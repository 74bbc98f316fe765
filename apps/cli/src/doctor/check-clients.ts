import { CLIENTS } from '@mcp-orchestration/core';
import { servers } from '../commands/draft-view.js';
import type { Local } from '../compose.js';
import { type Finding, fault, ok, warning } from './finding.js';

/** See that the file of every installed client can be read as what it should be. */
export async function checkClients({ call }: Pick<Local, 'call'>): Promise<Finding[]> {
  const { clients } = await call('discover_clients');
  const present = clients.filter(({ exists }) => exists);
  const findings: Finding[] = [];
  for (const client of present) {
    const name = `client ${client.client_id}`;
    if (client.status !== 'unreadable') {
      const found = `${client.config_path ?? ''}: ${servers(client.server_count)}, ${client.managed_count} of them ours`;
      findings.push(isExperimental(client) ? experimental(name, found) : ok(name, found));
      continue;
    }
    const cause = await causeOf(call, client.client_id);
    findings.push(
      fault(
        name,
        `${client.config_path ?? ''} cannot be read: ${cause}`,
        'Repair the file; nothing is written to it until then.',
      ),
    );
  }
  return findings.length === 0 ? [ok('clients', 'No file of a client was found on this machine.')] : findings;
}

function isExperimental({ client_id }: { client_id: string }): boolean {
  return CLIENTS.find((client) => client.client_id === client_id)?.confidence === 'experimental';
}

/** What is known of such a client may be wrong, and nobody but its user would notice. */
function experimental(name: string, found: string): Finding {
  return warning(
    name,
    `${found}. Support is experimental: one source says how it reads this file.`,
    'After a deploy, see that the client lists the servers.',
  );
}

async function causeOf(call: Local['call'], client_id: string): Promise<string> {
  try {
    const { cause } = await call('check_drift', { client_id });
    return cause ?? 'the file is not in its format.';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
