import { CLIENTS } from '@mcp-orchestration/core';

type Client = (typeof CLIENTS)[number];

/** The resource capabilities://clients: what each client's file can hold. */
export function clientCapabilities(): Record<string, unknown> {
  return { clients: CLIENTS.map(describe), count: CLIENTS.length };
}

function describe(client: Client): Record<string, unknown> {
  const { http, sse } = client.shape;
  const remote = { http: supportOf(http), sse: supportOf(sse) };
  return {
    client_id: client.client_id,
    display_name: client.display_name,
    format: client.format,
    confidence: client.confidence,
    supports: {
      stdio: true,
      ...remote,
      project_file: client.project !== undefined,
      references: canRefer(client),
      switched_off_entries: client.shape.switch !== undefined,
    },
    limitations: limitationsOf(client, remote),
    documentation_url: client.documentation_url,
  };
}

function supportOf(support: Client['shape']['http']): 'native' | 'bridge' | 'none' {
  return typeof support === 'object' ? 'native' : support;
}

function limitationsOf(client: Client, remote: Record<string, string>): string[] {
  const { max_servers, max_env_vars, name } = client.limits ?? {};
  return [
    ...Object.entries(remote).flatMap(([transport, support]) => {
      if (support === 'native') return [];
      return support === 'none'
        ? [`no ${transport} servers`]
        : [`${transport} servers go through mcp-remote`];
    }),
    ...(canRefer(client) ? [] : ['cannot refer to environment variables']),
    ...(max_servers === undefined ? [] : [`at most ${max_servers} servers are advised`]),
    ...(max_env_vars === undefined
      ? []
      : [`at most ${max_env_vars} environment variables a server are advised`]),
    ...(name === undefined ? [] : [`names of servers: ${name.allows}`]),
  ];
}

function canRefer({ references }: Client): boolean {
  return Object.keys(references).length > 0;
}
