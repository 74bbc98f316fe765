import type { ClientDefinition } from '../client-definition.js';
import { everywhere, xdgConfig } from './locations.js';
import { OPENCODE_SHAPE } from './opencode-shape.js';
import {
  BRACED_REFERENCES,
  DISABLED,
  EDITOR_REFERENCES,
  INFERRED_REMOTES,
  OPENCODE_REFERENCES,
  PLAIN_REMOTE,
  PLAIN_STDIO,
  SHELL_REFERENCES,
  TYPED_REMOTES,
  TYPED_STDIO,
  typedRemote,
} from './shapes.js';

const SERVERS = { kind: 'map', path: ['mcpServers'] } as const;

/** Gemini CLI and what was forked from it: the member decides, `httpUrl` for streamable HTTP and `url` for SSE. */
const GEMINI = {
  format: 'json',
  container: SERVERS,
  shape: {
    stdio: { ...PLAIN_STDIO, cwd: 'cwd' },
    http: { ...PLAIN_REMOTE, url: 'httpUrl' },
    sse: PLAIN_REMOTE,
  },
  references: SHELL_REFERENCES,
} as const satisfies Partial<ClientDefinition>;

const geminiCli: ClientDefinition = {
  ...GEMINI,
  client_id: 'gemini-cli',
  display_name: 'Gemini CLI',
  documentation_url: 'https://geminicli.com/docs/tools/mcp-server/',
  confidence: 'verified',
  user: everywhere('~/.gemini/settings.json'),
  project: ['.gemini/settings.json'],
};

const qwenCode: ClientDefinition = {
  ...GEMINI,
  client_id: 'qwen-code',
  display_name: 'Qwen Code',
  documentation_url: 'https://qwenlm.github.io/qwen-code-docs/en/users/features/mcp/',
  confidence: 'reported',
  user: everywhere('~/.qwen/settings.json'),
  project: ['.qwen/settings.json'],
};

const opencode: ClientDefinition = {
  client_id: 'opencode',
  display_name: 'opencode',
  documentation_url: 'https://opencode.ai/docs/mcp-servers/',
  confidence: 'verified',
  format: 'jsonc',
  container: { kind: 'map', path: ['mcp'] },
  user: everywhere(
    '$OPENCODE_CONFIG',
    '$OPENCODE_CONFIG_DIR/opencode.json',
    '~/.config/opencode/opencode.json',
    '~/.config/opencode/opencode.jsonc',
  ),
  project: ['opencode.json', 'opencode.jsonc'],
  shape: OPENCODE_SHAPE,
  references: OPENCODE_REFERENCES,
};

const crush: ClientDefinition = {
  client_id: 'crush',
  display_name: 'Crush',
  documentation_url: 'https://github.com/charmbracelet/crush#mcps',
  confidence: 'verified',
  format: 'json',
  container: { kind: 'map', path: ['mcp'] },
  user: xdgConfig('crush/crush.json', '%LOCALAPPDATA%/crush/crush.json'),
  project: ['.crush.json', 'crush.json'],
  shape: { stdio: TYPED_STDIO, ...TYPED_REMOTES, switch: DISABLED },
  references: SHELL_REFERENCES,
};

const amp: ClientDefinition = {
  client_id: 'amp',
  display_name: 'Amp',
  documentation_url: 'https://ampcode.com/manual#mcp',
  confidence: 'reported',
  format: 'jsonc',
  container: { kind: 'map', path: ['amp.mcpServers'] },
  user: {
    darwin: ['~/.config/amp/settings.json', '~/.config/amp/settings.jsonc'],
    linux: ['~/.config/amp/settings.json', '~/.config/amp/settings.jsonc'],
    win32: ['%APPDATA%/amp/settings.json', '%APPDATA%/amp/settings.jsonc'],
  },
  project: ['.amp/settings.json', '.amp/settings.jsonc'],
  shape: { stdio: PLAIN_STDIO, ...INFERRED_REMOTES },
  references: BRACED_REFERENCES,
};

const factory: ClientDefinition = {
  client_id: 'factory',
  display_name: 'Factory Droid',
  documentation_url: 'https://docs.factory.ai/cli/configuration/mcp',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.factory/mcp.json'),
  project: ['.factory/mcp.json'],
  shape: { stdio: TYPED_STDIO, ...TYPED_REMOTES, switch: DISABLED },
  references: BRACED_REFERENCES,
};

/** Its successor is Kiro; agents' own files may hold servers too and are not touched. */
const amazonQ: ClientDefinition = {
  client_id: 'amazon-q',
  display_name: 'Amazon Q Developer CLI',
  documentation_url: 'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line-mcp.html',
  confidence: 'reported',
  format: 'json',
  container: SERVERS,
  user: everywhere('~/.aws/amazonq/mcp.json'),
  project: ['.amazonq/mcp.json'],
  shape: { stdio: PLAIN_STDIO, http: typedRemote('http'), sse: 'none', switch: DISABLED },
  references: EDITOR_REFERENCES,
};

/** Agents for the terminal whose files are JSON. */
export const TERMINAL_AGENT_CLIENTS: readonly ClientDefinition[] = [
  geminiCli,
  qwenCode,
  opencode,
  crush,
  amp,
  factory,
  amazonQ,
];
