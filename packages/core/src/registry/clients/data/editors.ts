import type { ClientDefinition } from '../client-definition.js';
import { applicationData, everywhere } from './locations.js';
import {
  BRACED_REFERENCES,
  BRIDGED_REMOTES,
  DISABLED,
  EDITOR_REFERENCES,
  ENABLED,
  INFERRED_REMOTES,
  NO_REFERENCES,
  PLAIN_REMOTE,
  PLAIN_STDIO,
  SERVER_URL_REMOTE,
} from './shapes.js';

const SERVERS = { kind: 'map', path: ['mcpServers'] } as const;

const WINDSURF = {
  documentation_url: 'https://docs.windsurf.com/windsurf/cascade/mcp',
  format: 'json',
  container: SERVERS,
  shape: { stdio: PLAIN_STDIO, http: SERVER_URL_REMOTE, sse: SERVER_URL_REMOTE, switch: DISABLED },
  references: EDITOR_REFERENCES,
} as const satisfies Partial<ClientDefinition>;

const windsurf: ClientDefinition = {
  ...WINDSURF,
  client_id: 'windsurf',
  display_name: 'Windsurf',
  confidence: 'verified',
  user: everywhere('~/.codeium/windsurf/mcp_config.json'),
};

const windsurfJetbrains: ClientDefinition = {
  ...WINDSURF,
  client_id: 'windsurf-jetbrains',
  display_name: 'Windsurf for JetBrains',
  confidence: 'experimental',
  user: everywhere('~/.codeium/mcp_config.json'),
};

/** Older releases ask for `source: "custom"`; where an entry has it, it is kept. */
const zed: ClientDefinition = {
  client_id: 'zed',
  display_name: 'Zed',
  documentation_url: 'https://zed.dev/docs/ai/mcp',
  confidence: 'verified',
  format: 'jsonc',
  container: { kind: 'map', path: ['context_servers'] },
  user: {
    darwin: ['~/.config/zed/settings.json'],
    linux: [`\${XDG_CONFIG_HOME:-~/.config}/zed/settings.json`],
    win32: ['%APPDATA%/Zed/settings.json'],
  },
  project: ['.zed/settings.json'],
  shape: { stdio: PLAIN_STDIO, http: PLAIN_REMOTE, sse: 'none', switch: ENABLED },
  references: NO_REFERENCES,
};

const kiro: ClientDefinition = {
  client_id: 'kiro',
  display_name: 'Kiro',
  documentation_url: 'https://kiro.dev/docs/mcp/configuration/',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.kiro/settings/mcp.json'),
  project: ['.kiro/settings/mcp.json'],
  shape: { stdio: PLAIN_STDIO, ...INFERRED_REMOTES, switch: DISABLED },
  references: BRACED_REFERENCES,
};

/** Earlier builds keep the file under `antigravity/`; it is used where only it exists. */
const antigravity: ClientDefinition = {
  client_id: 'antigravity',
  display_name: 'Antigravity',
  documentation_url: 'https://antigravity.google/docs/mcp',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.gemini/config/mcp_config.json', '~/.gemini/antigravity/mcp_config.json'),
  project: ['.agents/mcp_config.json'],
  shape: { stdio: PLAIN_STDIO, http: SERVER_URL_REMOTE, sse: SERVER_URL_REMOTE, switch: DISABLED },
  references: NO_REFERENCES,
};

const trae: ClientDefinition = {
  client_id: 'trae',
  display_name: 'Trae',
  documentation_url: 'https://docs.trae.ai/ide/model-context-protocol',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: applicationData('Trae/User/mcp.json'),
  project: ['.trae/mcp.json'],
  shape: { stdio: PLAIN_STDIO, ...INFERRED_REMOTES },
  references: NO_REFERENCES,
};

const qoder: ClientDefinition = {
  client_id: 'qoder',
  display_name: 'Qoder',
  documentation_url: 'https://docs.qoder.com/user-guide/chat/model-context-protocol',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: {
    darwin: ['~/.qoder/mcp.json'],
    linux: ['~/.qoder/mcp.json'],
    win32: ['%APPDATA%/Qoder/SharedClientCache/mcp.json'],
  },
  shape: { stdio: PLAIN_STDIO, http: { url: 'url' }, sse: { url: 'url' } },
  references: NO_REFERENCES,
};

/** The user's servers are kept by the IDE; only the project's file is documented. */
const jetbrainsAi: ClientDefinition = {
  client_id: 'jetbrains-ai',
  display_name: 'JetBrains AI Assistant',
  documentation_url: 'https://www.jetbrains.com/help/ai-assistant/mcp.html',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: {},
  project: ['.ai/mcp/mcp.json'],
  shape: { stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

const junie: ClientDefinition = {
  client_id: 'junie',
  display_name: 'Junie',
  documentation_url: 'https://www.jetbrains.com/help/junie/model-context-protocol-mcp.html',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.junie/mcp/mcp.json'),
  project: ['.junie/mcp/mcp.json'],
  shape: { stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

const firebaseStudio: ClientDefinition = {
  client_id: 'firebase-studio',
  display_name: 'Firebase Studio',
  documentation_url: 'https://firebase.google.com/docs/studio/mcp-servers',
  confidence: 'experimental',
  format: 'json',
  container: SERVERS,
  user: {},
  project: ['.idx/mcp.json'],
  shape: { stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

/** Editors and what runs inside them. */
export const EDITOR_CLIENTS: readonly ClientDefinition[] = [
  windsurf,
  windsurfJetbrains,
  zed,
  kiro,
  antigravity,
  trae,
  qoder,
  jetbrainsAi,
  junie,
  firebaseStudio,
];
