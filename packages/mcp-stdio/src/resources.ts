import { holds, OrchestrationError } from '@mcp-orchestration/core';
import type { ListResourceTemplatesResult, Resource } from '@modelcontextprotocol/sdk/types.js';
import { clientCapabilities } from './client-capabilities.js';
import { deployedConfig } from './deployed-config.js';
import { serverCapabilities } from './server-capabilities.js';
import type { Session } from './session.js';

const JSON_TYPE = 'application/json';

interface Template {
  readonly uriTemplate: string;
  readonly name: string;
  readonly description: string;
  readonly pattern: RegExp;
  readonly read: (session: Session, ids: readonly string[]) => Promise<Record<string, unknown>>;
}

const profileInput = ([client_id, profile_id]: readonly string[]) => ({ client_id, profile_id });

/** Every kind of resource. Those without a variable are listed as they are; the others are templates too. */
const TEMPLATES: readonly Template[] = [
  {
    uriTemplate: 'capabilities://server',
    name: 'Server capabilities',
    description: 'Name, version, tools, resources and features of this server.',
    pattern: /^capabilities:\/\/server$/,
    read: async (session) => serverCapabilities(session, TEMPLATES),
  },
  {
    uriTemplate: 'capabilities://clients',
    name: 'Client capabilities',
    description: "Per client: its file's format, what it supports, and what it cannot hold.",
    pattern: /^capabilities:\/\/clients$/,
    read: async () => clientCapabilities(),
  },
  {
    uriTemplate: 'server://registry',
    name: 'Catalogue',
    description: 'Every MCP server that can be added by id.',
    pattern: /^server:\/\/registry$/,
    read: (session) => session.invoke('list_available_servers', { limit: 500 }),
  },
  {
    uriTemplate: 'server://{server_id}',
    name: 'Server',
    description: 'One server of the catalogue: parameters, environment, transport. Encode a slash as %2F.',
    pattern: /^server:\/\/([^/]+)$/,
    read: (session, [server_id]) => session.invoke('describe_server', { server_id }),
  },
  {
    uriTemplate: 'config://{client_id}/{profile_id}/draft',
    name: 'Draft',
    description: 'The working copy of a profile.',
    pattern: /^config:\/\/([^/]+)\/([^/]+)\/draft$/,
    read: (session, ids) => session.invoke('view_draft_config', profileInput(ids)),
  },
  {
    uriTemplate: 'config://{client_id}/{profile_id}/latest',
    name: 'Latest release',
    description: 'The newest published release of a profile, with its payload and signature.',
    pattern: /^config:\/\/([^/]+)\/([^/]+)\/latest$/,
    read: async (session, ids) => {
      const release = await session.invoke('get_config', profileInput(ids));
      const servers = Object.keys((release.payload as { mcpServers: object }).mcpServers);
      return { ...release, servers, server_count: servers.length };
    },
  },
  {
    uriTemplate: 'config://{client_id}/{profile_id}/deployed',
    name: 'Deployed release',
    description: "What is deployed in the client's file, and whether the file drifted from it.",
    pattern: /^config:\/\/([^/]+)\/([^/]+)\/deployed$/,
    read: (session, ids) => deployedConfig(session, profileInput(ids)),
  },
];

/** The resources that are there now: the fixed ones, and those of each profile that has a draft or a release. */
export async function listResources(session: Session): Promise<Resource[]> {
  // What needs the permission to read is not offered to those who lack it.
  if (!holds(session.principal, 'config:read')) return fixedResources('capabilities:');
  const { clients } = await session.invoke('list_clients', {});
  const profiles = (clients as { client_id: string; available_profiles: string[] }[]).flatMap(
    ({ client_id, available_profiles }) => available_profiles.map((profile) => `${client_id}/${profile}`),
  );
  return [...fixedResources(''), ...profiles.flatMap(resourcesOf)];
}

function fixedResources(prefix: string): Resource[] {
  return TEMPLATES.filter(
    ({ uriTemplate }) => !uriTemplate.includes('{') && uriTemplate.startsWith(prefix),
  ).map(({ uriTemplate, name, description }) => ({
    uri: uriTemplate,
    name,
    description,
    mimeType: JSON_TYPE,
  }));
}

function resourcesOf(profile: string): Resource[] {
  return TEMPLATES.filter(({ uriTemplate }) => uriTemplate.startsWith('config:')).map(
    ({ uriTemplate, name, description }) => ({
      uri: uriTemplate.replace('{client_id}/{profile_id}', profile),
      name: `${name} of ${profile}`,
      description,
      mimeType: JSON_TYPE,
    }),
  );
}

/** The templates of the resources that are found by an id. */
export function listResourceTemplates(): ListResourceTemplatesResult['resourceTemplates'] {
  return TEMPLATES.filter(({ uriTemplate }) => uriTemplate.includes('{')).map(
    ({ uriTemplate, name, description }) => ({ uriTemplate, name, description, mimeType: JSON_TYPE }),
  );
}

/**
 * Read a resource, as JSON text.
 * @throws OrchestrationError `resource_not_found`, or what the operation behind it answers.
 */
export async function readResource(session: Session, uri: string): Promise<string> {
  for (const { pattern, read } of TEMPLATES) {
    const match = pattern.exec(uri);
    if (match !== null) return JSON.stringify(await read(session, match.slice(1).map(decode)), null, 2);
  }
  throw notFound(uri);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw notFound(text);
  }
}

function notFound(uri: string): OrchestrationError {
  return new OrchestrationError('resource_not_found', {
    message: `There is no resource ${JSON.stringify(uri)}.`,
    hint: 'resources/list and resources/templates/list have the addresses.',
  });
}
