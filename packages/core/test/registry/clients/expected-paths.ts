import type { Platform } from '../../../src/registry/clients/client-definition.js';

/** Paths below the home directory, with slashes; `everywhere` stands for all systems. */
export interface ExpectedPaths {
  readonly user: Readonly<Partial<Record<Platform | 'everywhere', readonly string[]>>>;
  readonly project: readonly string[];
}

/** Where each client's files are: the promise that the definitions are held to. */
export const EXPECTED_PATHS: Readonly<Record<string, ExpectedPaths>> = {
  'claude-desktop': {
    user: {
      darwin: ['Library/Application Support/Claude/claude_desktop_config.json'],
      linux: ['.config/Claude/claude_desktop_config.json', '.config/claude/claude_desktop_config.json'],
      win32: ['AppData/Roaming/Claude/claude_desktop_config.json'],
    },
    project: [],
  },
  'claude-code': { user: { everywhere: ['.claude.json'] }, project: ['.mcp.json'] },
  vscode: {
    user: {
      darwin: ['Library/Application Support/Code/User/mcp.json'],
      linux: ['.config/Code/User/mcp.json'],
      win32: ['AppData/Roaming/Code/User/mcp.json'],
    },
    project: ['.vscode/mcp.json'],
  },
  'vscode-insiders': {
    user: {
      darwin: ['Library/Application Support/Code - Insiders/User/mcp.json'],
      linux: ['.config/Code - Insiders/User/mcp.json'],
      win32: ['AppData/Roaming/Code - Insiders/User/mcp.json'],
    },
    project: ['.vscode/mcp.json'],
  },
  'vscode-server': { user: { linux: ['.vscode-server/data/User/mcp.json'] }, project: [] },
  cursor: { user: { everywhere: ['.cursor/mcp.json'] }, project: ['.cursor/mcp.json'] },
  'copilot-cli': { user: { everywhere: ['.copilot/mcp-config.json'] }, project: ['.github/mcp.json'] },
  'copilot-jetbrains': {
    user: {
      darwin: ['.config/github-copilot/intellij/mcp.json'],
      linux: ['.config/github-copilot/intellij/mcp.json'],
      win32: ['AppData/Local/github-copilot/intellij/mcp.json'],
    },
    project: [],
  },
  windsurf: { user: { everywhere: ['.codeium/windsurf/mcp_config.json'] }, project: [] },
  'windsurf-jetbrains': { user: { everywhere: ['.codeium/mcp_config.json'] }, project: [] },
  zed: {
    user: {
      darwin: ['.config/zed/settings.json'],
      linux: ['.config/zed/settings.json'],
      win32: ['AppData/Roaming/Zed/settings.json'],
    },
    project: ['.zed/settings.json'],
  },
  kiro: { user: { everywhere: ['.kiro/settings/mcp.json'] }, project: ['.kiro/settings/mcp.json'] },
  antigravity: {
    user: { everywhere: ['.gemini/config/mcp_config.json', '.gemini/antigravity/mcp_config.json'] },
    project: ['.agents/mcp_config.json'],
  },
  trae: {
    user: {
      darwin: ['Library/Application Support/Trae/User/mcp.json'],
      linux: ['.config/Trae/User/mcp.json'],
      win32: ['AppData/Roaming/Trae/User/mcp.json'],
    },
    project: ['.trae/mcp.json'],
  },
  qoder: {
    user: {
      darwin: ['.qoder/mcp.json'],
      linux: ['.qoder/mcp.json'],
      win32: ['AppData/Roaming/Qoder/SharedClientCache/mcp.json'],
    },
    project: [],
  },
  'jetbrains-ai': { user: {}, project: ['.ai/mcp/mcp.json'] },
  junie: { user: { everywhere: ['.junie/mcp/mcp.json'] }, project: ['.junie/mcp/mcp.json'] },
  'firebase-studio': { user: {}, project: ['.idx/mcp.json'] },
  cline: {
    user: {
      darwin: [
        '.cline/data/settings/cline_mcp_settings.json',
        'Library/Application Support/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
      ],
      linux: [
        '.cline/data/settings/cline_mcp_settings.json',
        '.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
      ],
      win32: [
        '.cline/data/settings/cline_mcp_settings.json',
        'AppData/Roaming/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
      ],
    },
    project: [],
  },
  'roo-code': {
    user: {
      darwin: [
        'Library/Application Support/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json',
      ],
      linux: ['.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json'],
      win32: [
        'AppData/Roaming/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json',
      ],
    },
    project: ['.roo/mcp.json'],
  },
  continue: { user: { everywhere: ['.continue/config.yaml'] }, project: [] },
  'kilo-code': {
    user: { everywhere: ['.config/kilo/kilo.json', '.config/kilo/kilo.jsonc'] },
    project: ['.kilo/kilo.json', '.kilo/kilo.jsonc'],
  },
  augment: { user: { everywhere: ['.augment/settings.json'] }, project: ['.augment/settings.json'] },
  'gemini-cli': { user: { everywhere: ['.gemini/settings.json'] }, project: ['.gemini/settings.json'] },
  'qwen-code': { user: { everywhere: ['.qwen/settings.json'] }, project: ['.qwen/settings.json'] },
  opencode: {
    user: { everywhere: ['.config/opencode/opencode.json', '.config/opencode/opencode.jsonc'] },
    project: ['opencode.json', 'opencode.jsonc'],
  },
  crush: {
    user: {
      darwin: ['.config/crush/crush.json'],
      linux: ['.config/crush/crush.json'],
      win32: ['AppData/Local/crush/crush.json'],
    },
    project: ['.crush.json', 'crush.json'],
  },
  amp: {
    user: {
      darwin: ['.config/amp/settings.json', '.config/amp/settings.jsonc'],
      linux: ['.config/amp/settings.json', '.config/amp/settings.jsonc'],
      win32: ['AppData/Roaming/amp/settings.json', 'AppData/Roaming/amp/settings.jsonc'],
    },
    project: ['.amp/settings.json', '.amp/settings.jsonc'],
  },
  factory: { user: { everywhere: ['.factory/mcp.json'] }, project: ['.factory/mcp.json'] },
  'amazon-q': { user: { everywhere: ['.aws/amazonq/mcp.json'] }, project: ['.amazonq/mcp.json'] },
  warp: { user: { everywhere: ['.warp/.mcp.json'] }, project: ['.warp/.mcp.json'] },
  kimi: { user: { everywhere: ['.kimi-code/mcp.json', '.kimi/mcp.json'] }, project: ['.kimi-code/mcp.json'] },
  devin: {
    user: { darwin: ['.config/devin/mcp_config.json'], linux: ['.config/devin/mcp_config.json'] },
    project: ['.devin/mcp_config.json'],
  },
  'rovo-dev': { user: { everywhere: ['.rovodev/mcp.json'] }, project: ['.rovodev/mcp.json'] },
  deepagents: { user: { everywhere: ['.deepagents/.mcp.json'] }, project: ['.deepagents/.mcp.json'] },
  pi: { user: { everywhere: ['.pi/agent/mcp.json'] }, project: [] },
  muse: {
    user: { darwin: ['.config/muse/settings.json'], linux: ['.config/muse/settings.json'] },
    project: [],
  },
  codex: { user: { everywhere: ['.codex/config.toml'] }, project: ['.codex/config.toml'] },
  goose: {
    user: {
      darwin: ['.config/goose/config.yaml'],
      linux: ['.config/goose/config.yaml'],
      win32: ['AppData/Roaming/Block/goose/config/config.yaml'],
    },
    project: [],
  },
  vibe: { user: { everywhere: ['.vibe/config.toml'] }, project: ['.vibe/config.toml'] },
  grok: { user: { everywhere: ['.grok/config.toml'] }, project: ['.grok/config.toml'] },
  openhands: { user: {}, project: ['config.toml'] },
  hermes: {
    user: {
      darwin: ['.hermes/config.yaml'],
      linux: ['.hermes/config.yaml'],
      win32: ['AppData/Local/hermes/config.yaml'],
    },
    project: [],
  },
  'lm-studio': { user: { everywhere: ['.lmstudio/mcp.json', '.cache/lm-studio/mcp.json'] }, project: [] },
  '5ire': {
    user: {
      darwin: ['Library/Application Support/5ire/mcp.json'],
      linux: ['.config/5ire/mcp.json'],
      win32: ['AppData/Roaming/5ire/mcp.json'],
    },
    project: [],
  },
  librechat: { user: {}, project: [] },
  witsy: {
    user: {
      darwin: ['Library/Application Support/Witsy/settings.json'],
      linux: ['.config/Witsy/settings.json'],
      win32: ['AppData/Roaming/Witsy/settings.json'],
    },
    project: [],
  },
  boltai: { user: { darwin: ['.boltai/mcp.json'] }, project: [] },
  enconvo: { user: { darwin: ['.config/enconvo/mcp_config.json'] }, project: [] },
  sema4ai: {
    user: {
      darwin: ['.sema4ai/sema4ai-studio/mcp_servers.json'],
      linux: ['.sema4ai/sema4ai-studio/mcp_servers.json'],
      win32: ['AppData/Local/sema4ai/sema4ai-studio/mcp_servers.json'],
    },
    project: [],
  },
};
