import type { ClientDefinition } from '../client-definition.js';
import { everywhere } from './locations.js';
import {
  BRACED_REFERENCES,
  BRIDGED_REMOTES,
  ENABLED,
  INFERRED_REMOTES,
  NO_REFERENCES,
  PLAIN_REMOTE,
  PLAIN_STDIO,
} from './shapes.js';

/** One bad entry makes Codex refuse its whole file, so nothing is written that its source does not read. */
const codex: ClientDefinition = {
  client_id: 'codex',
  display_name: 'Codex',
  documentation_url: 'https://developers.openai.com/codex/mcp',
  confidence: 'verified',
  format: 'toml',
  container: { kind: 'map', path: ['mcp_servers'] },
  user: everywhere('$CODEX_HOME/config.toml', '~/.codex/config.toml'),
  project: ['.codex/config.toml'],
  shape: {
    stdio: { ...PLAIN_STDIO, cwd: 'cwd' },
    http: { url: 'url', headers: ['http_headers'] },
    sse: 'none',
    switch: ENABLED,
  },
  references: {
    env_names: 'env_vars',
    bearer_env: 'bearer_token_env_var',
    header_env_names: 'env_http_headers',
  },
  limits: {
    name: { pattern: '^[A-Za-z0-9_-]+$', allows: 'letters, digits, "-" and "_"', severity: 'error' },
  },
};

const GOOSE_PATHS = ['$GOOSE_PATH_ROOT/config/config.yaml'];
const GOOSE_XDG = `\${XDG_CONFIG_HOME:-~/.config}/goose/config.yaml`;

/**
 * Goose fills headers from `envs` and from the variables of `env_keys` alone, which it looks up in its environment
 * and then in the keyring. It reads `sse` no more. `enabled`, `name`, `args` and (remote) `description` must stand.
 * Source: crates/goose/src/agents/extension.rs of block/goose.
 */
const goose: ClientDefinition = {
  client_id: 'goose',
  display_name: 'Goose',
  documentation_url: 'https://block.github.io/goose/docs/getting-started/using-extensions',
  confidence: 'verified',
  format: 'yaml',
  container: { kind: 'map', path: ['extensions'] },
  user: {
    darwin: [...GOOSE_PATHS, GOOSE_XDG],
    linux: [...GOOSE_PATHS, GOOSE_XDG],
    win32: [...GOOSE_PATHS, '%APPDATA%/Block/goose/config/config.yaml'],
  },
  shape: {
    name: 'name',
    stdio: {
      type: { member: 'type', value: 'stdio' },
      command: 'cmd',
      args: 'args',
      args_required: true,
      env: 'envs',
      fixed: { description: '' },
    },
    http: {
      type: { member: 'type', value: 'streamable_http' },
      url: 'uri',
      headers: ['headers'],
      fixed: { description: '' },
    },
    sse: 'none',
    switch: { ...ENABLED, required: true },
  },
  references: {
    env_names: 'env_keys',
    names_header_variables: true,
    template: { write: `\${NAME}`, also_read: ['$NAME'], fields: ['headers'] },
  },
  limits: {
    name: {
      pattern: '^[a-z0-9_-]+$',
      allows: 'lower-case letters, digits, "-" and "_"; it lists others twice once it saves its file',
      severity: 'warning',
    },
  },
};

const vibe: ClientDefinition = {
  client_id: 'vibe',
  display_name: 'Mistral Vibe',
  documentation_url: 'https://docs.mistral.ai/mistral-vibe/introduction/configuration',
  confidence: 'reported',
  format: 'toml',
  container: { kind: 'array', path: ['mcp_servers'], nameKey: 'name' },
  user: everywhere('$VIBE_HOME/config.toml', '~/.vibe/config.toml'),
  project: ['.vibe/config.toml'],
  shape: {
    name: 'name',
    stdio: { type: { member: 'transport', value: 'stdio' }, ...PLAIN_STDIO },
    http: { type: { member: 'transport', value: 'http' }, ...PLAIN_REMOTE },
    sse: 'none',
  },
  references: {
    api_key: { env: 'api_key_env', header: 'api_key_header', format: 'api_key_format' },
  },
};

const grok: ClientDefinition = {
  client_id: 'grok',
  display_name: 'Grok Build CLI',
  documentation_url: 'https://docs.x.ai',
  confidence: 'reported',
  format: 'toml',
  container: { kind: 'map', path: ['mcp_servers'] },
  user: everywhere('~/.grok/config.toml'),
  project: ['.grok/config.toml'],
  shape: { stdio: PLAIN_STDIO, http: PLAIN_REMOTE, sse: 'none', switch: ENABLED },
  references: NO_REFERENCES,
};

/** Remote servers stand in lists without names there, so they go through a local process. */
const openhands: ClientDefinition = {
  client_id: 'openhands',
  display_name: 'OpenHands',
  documentation_url: 'https://docs.openhands.dev/openhands/usage/advanced/configuration-options',
  confidence: 'reported',
  format: 'toml',
  container: { kind: 'array', path: ['mcp', 'stdio_servers'], nameKey: 'name' },
  user: {},
  project: ['config.toml'],
  shape: { name: 'name', stdio: PLAIN_STDIO, ...BRIDGED_REMOTES },
  references: NO_REFERENCES,
};

const hermes: ClientDefinition = {
  client_id: 'hermes',
  display_name: 'Hermes Agent',
  documentation_url: 'https://hermes-agent.nousresearch.com/docs/user-guide/features/mcp',
  confidence: 'reported',
  format: 'yaml',
  container: { kind: 'map', path: ['mcp_servers'] },
  user: {
    darwin: ['$HERMES_HOME/config.yaml', '~/.hermes/config.yaml'],
    linux: ['$HERMES_HOME/config.yaml', '~/.hermes/config.yaml'],
    win32: ['$HERMES_HOME/config.yaml', '%LOCALAPPDATA%/hermes/config.yaml'],
  },
  shape: { stdio: PLAIN_STDIO, ...INFERRED_REMOTES },
  references: BRACED_REFERENCES,
};

/** Agents for the terminal whose files are TOML or YAML. */
export const TOML_AND_YAML_AGENT_CLIENTS: readonly ClientDefinition[] = [
  codex,
  goose,
  vibe,
  grok,
  openhands,
  hermes,
];
