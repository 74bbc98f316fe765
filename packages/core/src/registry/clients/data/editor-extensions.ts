import type { ClientDefinition } from '../client-definition.js';
import { applicationData, everywhere } from './locations.js';
import { OPENCODE_SHAPE } from './opencode-shape.js';
import {
  DISABLED,
  EDITOR_REFERENCES,
  IMPLIED_STDIO,
  NO_REFERENCES,
  OPENCODE_REFERENCES,
  PLAIN_STDIO,
  TYPED_REMOTES,
  typedRemote,
} from './shapes.js';

const CLINE_FILE = 'settings/cline_mcp_settings.json';
const CLINE_LEGACY = applicationData(`Code/User/globalStorage/saoudrizwan.claude-dev/${CLINE_FILE}`);
const CLINE_PATHS = [
  '$CLINE_MCP_SETTINGS_PATH',
  `$CLINE_DATA_DIR/${CLINE_FILE}`,
  `$CLINE_DIR/data/${CLINE_FILE}`,
  `~/.cline/data/${CLINE_FILE}`,
];

/** Older releases of the extension keep their file in VS Code's storage; it is used where only it exists. */
const cline: ClientDefinition = {
  client_id: 'cline',
  display_name: 'Cline',
  documentation_url: 'https://docs.cline.bot/mcp/configuring-mcp-servers',
  confidence: 'verified',
  format: 'json',
  container: { kind: 'map', path: ['mcpServers'] },
  user: {
    darwin: [...CLINE_PATHS, ...CLINE_LEGACY.darwin],
    linux: [...CLINE_PATHS, ...CLINE_LEGACY.linux],
    win32: [...CLINE_PATHS, ...CLINE_LEGACY.win32],
  },
  shape: {
    stdio: PLAIN_STDIO,
    http: typedRemote('streamableHttp'),
    sse: typedRemote('sse'),
    switch: DISABLED,
  },
  references: NO_REFERENCES,
};

const rooCode: ClientDefinition = {
  client_id: 'roo-code',
  display_name: 'Roo Code',
  documentation_url: 'https://docs.roocode.com/features/mcp/using-mcp-in-roo',
  confidence: 'verified',
  format: 'json',
  container: { kind: 'map', path: ['mcpServers'] },
  user: applicationData('Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json'),
  project: ['.roo/mcp.json'],
  shape: {
    stdio: { ...PLAIN_STDIO, cwd: 'cwd' },
    http: typedRemote('streamable-http'),
    sse: typedRemote('sse'),
    switch: DISABLED,
  },
  references: EDITOR_REFERENCES,
};

const CONTINUE_HEADERS = ['requestOptions', 'headers'];

const continueDev: ClientDefinition = {
  client_id: 'continue',
  display_name: 'Continue',
  documentation_url: 'https://docs.continue.dev/customize/deep-dives/mcp',
  confidence: 'verified',
  format: 'yaml',
  container: { kind: 'array', path: ['mcpServers'], nameKey: 'name' },
  user: everywhere('~/.continue/config.yaml'),
  new_file: 'name: Local Config\nversion: 1.0.0\nschema: v1\n',
  shape: {
    name: 'name',
    stdio: { ...IMPLIED_STDIO, cwd: 'cwd' },
    http: { ...typedRemote('streamable-http'), headers: CONTINUE_HEADERS },
    sse: { ...typedRemote('sse'), headers: CONTINUE_HEADERS },
  },
  references: { template: { write: `\${{ secrets.NAME }}` } },
};

const kiloCode: ClientDefinition = {
  client_id: 'kilo-code',
  display_name: 'Kilo Code',
  documentation_url: 'https://kilo.ai/docs/features/mcp/using-mcp-in-kilo-code',
  confidence: 'experimental',
  format: 'jsonc',
  container: { kind: 'map', path: ['mcp'] },
  user: everywhere('~/.config/kilo/kilo.json', '~/.config/kilo/kilo.jsonc'),
  project: ['.kilo/kilo.json', '.kilo/kilo.jsonc'],
  shape: OPENCODE_SHAPE,
  references: OPENCODE_REFERENCES,
};

const augment: ClientDefinition = {
  client_id: 'augment',
  display_name: 'Augment',
  documentation_url: 'https://docs.augmentcode.com/cli/integrations',
  confidence: 'experimental',
  format: 'json',
  container: { kind: 'map', path: ['mcpServers'] },
  user: everywhere('~/.augment/settings.json'),
  project: ['.augment/settings.json'],
  shape: { stdio: PLAIN_STDIO, ...TYPED_REMOTES },
  references: NO_REFERENCES,
};

/** Agents that began as extensions of editors. */
export const EDITOR_EXTENSION_CLIENTS: readonly ClientDefinition[] = [
  cline,
  rooCode,
  continueDev,
  kiloCode,
  augment,
];
