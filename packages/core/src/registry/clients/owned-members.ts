import type { ClientDefinition, RemoteSupport, StdioShape } from './client-definition.js';

function remoteMembers(shape: RemoteSupport): (string | undefined)[] {
  if (typeof shape !== 'object') return [];
  const { type, url, url_aliases: aliases = [], headers = [], fixed = {} } = shape;
  return [type?.member, url, ...aliases, headers[0], ...Object.keys(fixed)];
}

function stdioMembers(shape: StdioShape): (string | undefined)[] {
  const { type, command, args, env, cwd, fixed = {} } = shape;
  return [type?.member, command, args, env, cwd, ...Object.keys(fixed)];
}

/**
 * Every member of an entry that encoding for this client may write. One of these that an encoded entry does not
 * hold is stale: it belonged to the entry's former shape.
 */
export function ownedMembers(client: ClientDefinition): string[] {
  const { shape, references } = client;
  const members = [
    shape.name,
    ...stdioMembers(shape.stdio),
    ...remoteMembers(shape.http),
    ...remoteMembers(shape.sse),
    shape.switch?.member,
    references.env_names,
    references.bearer_env,
    references.header_env_names,
    ...Object.values(references.api_key ?? {}),
  ];
  return [...new Set(members.filter((member) => member !== undefined))];
}

/**
 * The owned members that say what a server is: one that stands in the file and not in the entry that we wrote is an
 * edit. All but the switch, which clients and their users turn as they like.
 */
export function judgedMembers(client: ClientDefinition): string[] {
  return ownedMembers(client).filter((member) => member !== client.shape.switch?.member);
}
