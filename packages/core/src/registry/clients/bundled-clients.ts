import { OrchestrationError } from '../../errors.js';
import type { ClientDefinition } from './client-definition.js';
import { ANTHROPIC_CLIENTS } from './data/anthropic.js';
import { CHAT_APPLICATION_CLIENTS } from './data/chat-applications.js';
import { EDITOR_EXTENSION_CLIENTS } from './data/editor-extensions.js';
import { EDITOR_CLIENTS } from './data/editors.js';
import { EXPERIMENTAL_AGENT_CLIENTS } from './data/experimental-agents.js';
import { TERMINAL_AGENT_CLIENTS } from './data/terminal-agents.js';
import { TOML_AND_YAML_AGENT_CLIENTS } from './data/toml-and-yaml-agents.js';
import { VSCODE_FAMILY_CLIENTS } from './data/vscode-family.js';

/** Every client that is known. */
export const CLIENTS: readonly ClientDefinition[] = [
  ...ANTHROPIC_CLIENTS,
  ...VSCODE_FAMILY_CLIENTS,
  ...EDITOR_CLIENTS,
  ...EDITOR_EXTENSION_CLIENTS,
  ...TERMINAL_AGENT_CLIENTS,
  ...EXPERIMENTAL_AGENT_CLIENTS,
  ...TOML_AND_YAML_AGENT_CLIENTS,
  ...CHAT_APPLICATION_CLIENTS,
];

const BY_ID: ReadonlyMap<string, ClientDefinition> = new Map(
  CLIENTS.map((client) => [client.client_id, client]),
);

/** The client of this id. @throws OrchestrationError `client_not_found` */
export function findClient(id: string): ClientDefinition {
  const client = BY_ID.get(id);
  if (client === undefined)
    throw new OrchestrationError('client_not_found', { message: `There is no client "${id}".` });
  return client;
}
