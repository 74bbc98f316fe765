import type { Machine } from '../../ports/machine.js';
import { envReference } from '../env-reference.js';
import type { ClientDefinition, Platform } from './client-definition.js';
import { entryExample } from './entry-example.js';
import { type ReferenceSyntax, toClientText } from './reference-syntax.js';
import { transportSupport } from './transport-support.js';

/** All that is known of a client's file, for people: what its definition says, in words and examples. */
export function describeClient(client: ClientDefinition, machine: Machine) {
  const { container, limits = {} } = client;
  const { name, max_servers, max_env_vars } = limits;
  const pathsOn = (platform: Platform): string[] => [...(client.user[platform] ?? [])];
  return {
    client_id: client.client_id,
    display_name: client.display_name,
    documentation_url: client.documentation_url,
    confidence: client.confidence,
    format: client.format,
    servers_at: {
      path: [...container.path],
      kind: container.kind,
      ...(container.nameKey === undefined ? {} : { name_member: container.nameKey }),
    },
    paths: { darwin: pathsOn('darwin'), linux: pathsOn('linux'), win32: pathsOn('win32') },
    project_paths: [...(client.project ?? [])],
    transports: transportSupport(client),
    examples: {
      stdio: entryExample(client, { transport: 'stdio', machine }),
      http: entryExample(client, { transport: 'http', machine }),
      sse: entryExample(client, { transport: 'sse', machine }),
    },
    references: describeReferences(client.references),
    limits: {
      ...(max_servers === undefined ? {} : { max_servers }),
      ...(max_env_vars === undefined ? {} : { max_env_vars }),
      ...(name === undefined ? {} : { names: `${name.allows} (${name.pattern})` }),
    },
  };
}

function describeReferences({ template, inputs, ...byName }: ReferenceSyntax) {
  const members = [
    byName.env_names,
    byName.bearer_env,
    byName.header_env_names,
    ...(byName.api_key === undefined ? [] : [byName.api_key.env]),
  ].filter((member) => member !== undefined);
  return {
    supported: template !== undefined || members.length > 0,
    ...(template === undefined ? {} : { syntax: toClientText(template, envReference('NAME')) }),
    ...(template?.fields === undefined ? {} : { fields: [...template.fields] }),
    by_name: members,
    ...(inputs === undefined ? {} : { inputs: true as const }),
  };
}
