import type { ClientDefinition } from '../client-definition.js';
import { applicationData, everywhere } from './locations.js';
import {
  BRACED_REFERENCES,
  BRIDGED_REMOTES,
  INFERRED_REMOTES,
  NO_REFERENCES,
  PLAIN_STDIO,
  TYPED_STDIO,
  typedRemote,
} from './shapes.js';

const SERVERS = { kind: 'map', path: ['mcpServers'] } as const;

const lmStudio: ClientDefinition = {
  client_id: 'lm-studio',
  display_name: 'LM Studio',
  documentation_url: 'https://lmstudio.ai/docs/app/mcp',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.lmstudio/mcp.json', '~/.cache/lm-studio/mcp.json'),
  shape: { stdio: PLAIN_STDIO, ...INFERRED_REMOTES },
  references: NO_REFERENCES,
};

const fiveIre: ClientDefinition = {
  client_id: '5ire',
  display_name: '5ire',
  documentation_url: 'https://5ire.app',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: applicationData('5ire/mcp.json'),
  shape: {
    name: 'name',
    stdio: { type: { member: 'type', value: 'local' }, ...PLAIN_STDIO },
    ...BRIDGED_REMOTES,
  },
  references: NO_REFERENCES,
};

/** A server application: it has no place of its own, so only the variable says where its file is. */
const librechat: ClientDefinition = {
  client_id: 'librechat',
  display_name: 'LibreChat',
  documentation_url:
    'https://www.librechat.ai/docs/configuration/librechat_yaml/object_structure/mcp_servers',
  confidence: 'experimental',
  format: 'yaml',
  container: SERVERS,
  user: everywhere('$LIBRECHAT_CONFIG_DIR/LibreChat/librechat.yaml'),
  shape: { stdio: TYPED_STDIO, http: typedRemote('streamable-http'), sse: typedRemote('sse') },
  references: BRACED_REFERENCES,
};

const witsy: ClientDefinition = {
  client_id: 'witsy',
  display_name: 'Witsy',
  documentation_url: 'https://github.com/nbonamy/witsy',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: applicationData('Witsy/settings.json'),
  shape: { stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

const boltai: ClientDefinition = {
  client_id: 'boltai',
  display_name: 'BoltAI',
  documentation_url: 'https://docs.boltai.com/docs/plugins/mcp-servers',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: { darwin: ['~/.boltai/mcp.json'] },
  shape: { stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

const enconvo: ClientDefinition = {
  client_id: 'enconvo',
  display_name: 'Enconvo',
  documentation_url: 'https://docs.enconvo.com',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: { darwin: ['~/.config/enconvo/mcp_config.json'] },
  shape: { stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

const sema4ai: ClientDefinition = {
  client_id: 'sema4ai',
  display_name: 'Sema4.ai Studio',
  documentation_url: 'https://sema4.ai/docs',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: {
    darwin: ['~/.sema4ai/sema4ai-studio/mcp_servers.json'],
    linux: ['~/.sema4ai/sema4ai-studio/mcp_servers.json'],
    win32: ['%LOCALAPPDATA%/sema4ai/sema4ai-studio/mcp_servers.json'],
  },
  shape: {
    stdio: { type: { member: 'transport', value: 'stdio' }, command: 'command', args: 'args' },
    ...BRIDGED_REMOTES,
  },
  references: NO_REFERENCES,
};

/** Applications to talk with models. */
export const CHAT_APPLICATION_CLIENTS: readonly ClientDefinition[] = [
  lmStudio,
  fiveIre,
  librechat,
  witsy,
  boltai,
  enconvo,
  sema4ai,
];
