import type { Container } from '../../../documents/document.js';
import type { ClientDefinition, StdioShape } from '../client-definition.js';
import { applicationData, everywhere, xdgConfig } from './locations.js';
import {
  BRACED_REFERENCES,
  EDITOR_REFERENCES,
  IMPLIED_STDIO,
  INFERRED_REMOTES,
  impliedRemote,
  PLAIN_STDIO,
  TYPED_REMOTES,
  TYPED_STDIO,
  typedRemote,
} from './shapes.js';

const VSCODE_STDIO: StdioShape = { ...IMPLIED_STDIO, cwd: 'cwd' };

/** The list beside `servers` that defines what `${input:NAME}` stands for. */
const INPUTS: Container = { kind: 'array', path: ['inputs'], nameKey: 'id' };

/** What all builds of VS Code share. */
const VSCODE = {
  documentation_url: 'https://code.visualstudio.com/docs/copilot/reference/mcp-configuration',
  format: 'jsonc',
  container: { kind: 'map', path: ['servers'] },
  shape: { stdio: VSCODE_STDIO, http: impliedRemote('http'), sse: TYPED_REMOTES.sse },
  references: { ...EDITOR_REFERENCES, inputs: INPUTS },
} as const satisfies Partial<ClientDefinition>;

const vscode: ClientDefinition = {
  ...VSCODE,
  client_id: 'vscode',
  display_name: 'VS Code',
  confidence: 'verified',
  user: applicationData('Code/User/mcp.json'),
  project: ['.vscode/mcp.json'],
};

const vscodeInsiders: ClientDefinition = {
  ...VSCODE,
  client_id: 'vscode-insiders',
  display_name: 'VS Code Insiders',
  confidence: 'verified',
  user: applicationData('Code - Insiders/User/mcp.json'),
  project: ['.vscode/mcp.json'],
};

const vscodeServer: ClientDefinition = {
  ...VSCODE,
  client_id: 'vscode-server',
  display_name: 'VS Code Server',
  confidence: 'experimental',
  user: { linux: ['~/.vscode-server/data/User/mcp.json'] },
};

const cursor: ClientDefinition = {
  client_id: 'cursor',
  display_name: 'Cursor',
  documentation_url: 'https://cursor.com/docs/context/mcp',
  confidence: 'verified',
  format: 'json',
  container: { kind: 'map', path: ['mcpServers'] },
  user: everywhere('~/.cursor/mcp.json'),
  project: ['.cursor/mcp.json'],
  shape: { stdio: PLAIN_STDIO, ...INFERRED_REMOTES },
  references: EDITOR_REFERENCES,
  // Cursor documents no limit of servers or variables. It limits the tools of all servers together (40, later 80:
  // https://github.com/Snowflake-Labs/mcp/issues/77), which many servers reach. So these advise and never refuse.
  limits: { max_servers: 20, max_env_vars: 50 },
};

const ALL_TOOLS = { fixed: { tools: ['*'] } } as const;

/** An entry without `tools` offers none. The project's file is not `.mcp.json`, which belongs to Claude Code. */
const copilotCli: ClientDefinition = {
  client_id: 'copilot-cli',
  display_name: 'GitHub Copilot CLI',
  documentation_url:
    'https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers',
  confidence: 'reported',
  format: 'json',
  container: { kind: 'map', path: ['mcpServers'] },
  user: everywhere('$COPILOT_HOME/mcp-config.json', '~/.copilot/mcp-config.json'),
  project: ['.github/mcp.json'],
  shape: {
    stdio: { ...PLAIN_STDIO, type: { member: 'type', value: 'local' }, ...ALL_TOOLS },
    http: { ...typedRemote('http'), ...ALL_TOOLS },
    sse: { ...typedRemote('sse'), ...ALL_TOOLS },
  },
  references: BRACED_REFERENCES,
};

const copilotJetbrains: ClientDefinition = {
  client_id: 'copilot-jetbrains',
  display_name: 'GitHub Copilot for JetBrains',
  documentation_url:
    'https://docs.github.com/en/copilot/how-tos/provide-context/use-mcp/extend-copilot-chat-with-mcp',
  confidence: 'experimental',
  format: 'json',
  container: { kind: 'map', path: ['servers'] },
  user: xdgConfig('github-copilot/intellij/mcp.json', '%LOCALAPPDATA%/github-copilot/intellij/mcp.json'),
  shape: { stdio: TYPED_STDIO, ...TYPED_REMOTES },
  references: { inputs: INPUTS },
};

/** VS Code, its forks that keep its shape of files, and GitHub Copilot elsewhere. */
export const VSCODE_FAMILY_CLIENTS: readonly ClientDefinition[] = [
  vscode,
  vscodeInsiders,
  vscodeServer,
  cursor,
  copilotCli,
  copilotJetbrains,
];
