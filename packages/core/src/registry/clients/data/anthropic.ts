import type { ClientDefinition } from '../client-definition.js';
import { applicationData, everywhere } from './locations.js';
import {
  BRACED_REFERENCES,
  BRIDGED_REMOTES,
  IMPLIED_STDIO,
  NO_REFERENCES,
  PLAIN_STDIO,
  TYPED_REMOTES,
} from './shapes.js';

const DESKTOP = applicationData('Claude/claude_desktop_config.json');

/** Remote servers are connectors of the account, set up in the application; the file holds local ones alone. */
const claudeDesktop: ClientDefinition = {
  client_id: 'claude-desktop',
  display_name: 'Claude Desktop',
  documentation_url: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  confidence: 'verified',
  format: 'json',
  container: { kind: 'map', path: ['mcpServers'] },
  user: {
    ...DESKTOP,
    // There is no official build for Linux; some of the others write the folder in lower case.
    linux: [...DESKTOP.linux, `\${XDG_CONFIG_HOME:-~/.config}/claude/claude_desktop_config.json`],
  },
  shape: { stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

/** The user's file holds the state of sessions too, among it `projects`, each with `mcpServers` of its own. */
const claudeCode: ClientDefinition = {
  client_id: 'claude-code',
  display_name: 'Claude Code',
  documentation_url: 'https://code.claude.com/docs/en/mcp',
  confidence: 'verified',
  format: 'json',
  container: { kind: 'map', path: ['mcpServers'] },
  user: everywhere('$CLAUDE_CONFIG_DIR/.claude.json', '~/.claude.json'),
  project: ['.mcp.json'],
  shape: { stdio: IMPLIED_STDIO, ...TYPED_REMOTES },
  references: BRACED_REFERENCES,
};

/** Clients by Anthropic. */
export const ANTHROPIC_CLIENTS: readonly ClientDefinition[] = [claudeDesktop, claudeCode];
