import type { ClientDefinition } from '../client-definition.js';
import { everywhere } from './locations.js';
import {
  BRACED_REFERENCES,
  BRIDGED_REMOTES,
  ENABLED,
  INFERRED_REMOTES,
  NO_REFERENCES,
  PLAIN_STDIO,
  SERVER_URL_REMOTE,
  TYPED_REMOTES,
  TYPED_STDIO,
  typedRemote,
} from './shapes.js';

const SERVERS = { kind: 'map', path: ['mcpServers'] } as const;

const warp: ClientDefinition = {
  client_id: 'warp',
  display_name: 'Warp',
  documentation_url: 'https://docs.warp.dev/agent-platform/capabilities/mcp',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.warp/.mcp.json'),
  project: ['.warp/.mcp.json'],
  shape: { stdio: { ...PLAIN_STDIO, cwd: 'working_directory' }, ...INFERRED_REMOTES },
  references: NO_REFERENCES,
};

/** The folder was `.kimi` before; it is used where only it exists. */
const kimi: ClientDefinition = {
  client_id: 'kimi',
  display_name: 'Kimi Code CLI',
  documentation_url: 'https://moonshotai.github.io/kimi-cli/en/customization/mcp.html',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: everywhere('$KIMI_CODE_HOME/mcp.json', '~/.kimi-code/mcp.json', '~/.kimi/mcp.json'),
  project: ['.kimi-code/mcp.json'],
  shape: {
    stdio: PLAIN_STDIO,
    http: typedRemote('http', 'transport'),
    sse: typedRemote('sse', 'transport'),
  },
  references: NO_REFERENCES,
};

const devin: ClientDefinition = {
  client_id: 'devin',
  display_name: 'Devin Local',
  documentation_url: 'https://docs.devin.ai',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: {
    darwin: ['~/.config/devin/mcp_config.json'],
    linux: ['~/.config/devin/mcp_config.json'],
  },
  project: ['.devin/mcp_config.json'],
  shape: { stdio: PLAIN_STDIO, http: SERVER_URL_REMOTE, sse: SERVER_URL_REMOTE },
  references: NO_REFERENCES,
};

const rovoDev: ClientDefinition = {
  client_id: 'rovo-dev',
  display_name: 'Rovo Dev CLI',
  documentation_url: 'https://support.atlassian.com/rovo/docs/connect-to-an-mcp-server-in-rovo-dev-cli/',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.rovodev/mcp.json'),
  project: ['.rovodev/mcp.json'],
  shape: {
    stdio: { type: { member: 'transport', value: 'stdio' }, ...PLAIN_STDIO },
    http: typedRemote('http', 'transport'),
    sse: typedRemote('sse', 'transport'),
  },
  references: BRACED_REFERENCES,
};

const deepagents: ClientDefinition = {
  client_id: 'deepagents',
  display_name: 'Deep Agents',
  documentation_url: 'https://docs.langchain.com/oss/python/deepagents/cli/mcp-tools',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.deepagents/.mcp.json'),
  project: ['.deepagents/.mcp.json'],
  shape: { stdio: TYPED_STDIO, ...TYPED_REMOTES },
  references: NO_REFERENCES,
};

const pi: ClientDefinition = {
  client_id: 'pi',
  display_name: 'Pi',
  documentation_url: 'https://github.com/badlogic/pi-mono',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.pi/agent/mcp.json'),
  shape: { stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

const MUSE_TYPE = 'transport';

const muse: ClientDefinition = {
  client_id: 'muse',
  display_name: 'Muse Code',
  documentation_url: 'https://ai.meta.com',
  confidence: 'experimental',
  format: 'json',
  container: { kind: 'map', path: ['mcp_servers'] },
  user: { darwin: ['~/.config/muse/settings.json'], linux: ['~/.config/muse/settings.json'] },
  new_file: '{\n  "schema_version": 1\n}\n',
  shape: {
    stdio: { type: { member: MUSE_TYPE, value: 'stdio' }, ...PLAIN_STDIO },
    http: typedRemote('streamable_http', MUSE_TYPE),
    sse: 'none',
    switch: ENABLED,
  },
  references: NO_REFERENCES,
};

/** Agents for the terminal whose files are JSON and less well known. */
export const EXPERIMENTAL_AGENT_CLIENTS: readonly ClientDefinition[] = [
  warp,
  kimi,
  devin,
  rovoDev,
  deepagents,
  pi,
  muse,
];
