import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  homeFolder,
  isJsonObject,
  OrchestrationError,
  parseInput,
  parseStrictJson,
  readTextFields,
} from '@mcp-orchestration/core';
import { type ServerConfig, type Setting, serverConfigSchema } from './server-config.js';
import { flagOf, settingsOfEnvironment, settingsOfFlags, variableOf } from './setting-names.js';

/** The config file's name in the home. */
export const CONFIG_FILE = 'mcp-orchestration.config.json';

/** Where settings come from. */
export interface ConfigSources {
  /** As commander names them. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that `--config` names; else `MCP_ORCHESTRATION_CONFIG`, else the one in the home, if there is one. */
  readonly file?: string | undefined;
  readonly home?: string | undefined;
}

/** Settings from one place, and how that place calls each. */
interface Source {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly nameOf: (setting: Setting) => string;
}

/**
 * Read the server's settings: flags go before the environment, and that before the file. The file is looked for in the
 * home alone and never in the working folder, since whoever wrote that folder would decide who may reach the server.
 * @throws OrchestrationError `file_not_found`, `invalid_input`, naming the flag, variable or field that is wrong.
 */
export async function loadServerConfig({ flags, env, file, home }: ConfigSources): Promise<ServerConfig> {
  const sources: Source[] = [
    { settings: withPaths(settingsOfFlags(flags), '.'), nameOf: flagOf },
    { settings: withPaths(settingsOfEnvironment(env), '.'), nameOf: variableOf },
    await readConfigFile(file ?? (env.MCP_ORCHESTRATION_CONFIG || undefined), homeFolder(home, env)),
  ];
  const merged = Object.assign({}, ...sources.map(({ settings }) => settings).reverse());
  if (sources.some(({ settings }) => settings.api_key_file !== undefined)) onlyNearest(merged, sources);
  try {
    return parseInput(serverConfigSchema, readTextFields(serverConfigSchema, merged));
  } catch (error) {
    throw error instanceof OrchestrationError ? nameSources(error, sources) : error;
  }
}

/** Of an API key and a file with one, the nearer source decides; both in one place stay, to be refused. */
function onlyNearest(merged: Record<string, unknown>, sources: readonly Source[]): void {
  const nearest = sources.find(({ settings }) => 'api_key' in settings || 'api_key_file' in settings);
  for (const name of ['api_key', 'api_key_file']) {
    if (nearest !== undefined && !(name in nearest.settings)) delete merged[name];
  }
}

async function readConfigFile(named: string | undefined, home: string): Promise<Source> {
  const path = resolve(named ?? join(home, CONFIG_FILE));
  const nameOf = (setting: Setting): string => `${setting} in ${path}`;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (named === undefined && error.code === 'ENOENT') return '{}';
    throw new OrchestrationError('file_not_found', {
      message: `The config file ${path} cannot be read (${error.code}).`,
    });
  });
  const settings = parseFile(text, path);
  return { settings: withPaths(settings, dirname(path)), nameOf };
}

function parseFile(text: string, path: string): Record<string, unknown> {
  try {
    const data = parseStrictJson(text);
    if (isJsonObject(data)) return data;
  } catch (error) {
    if (!(error instanceof OrchestrationError)) throw error;
  }
  throw new OrchestrationError('invalid_input', { message: `${path} is not a JSON object.` });
}

/** Paths are relative to where they were written: the working folder, or the folder of the config file. */
function withPaths(settings: Readonly<Record<string, unknown>>, folder: string): Record<string, unknown> {
  const absolute = (path: unknown): unknown => (typeof path === 'string' ? resolve(folder, path) : path);
  const { api_key_file: file, allow_targets: targets, ...rest } = settings;
  return {
    ...rest,
    ...(file === undefined ? {} : { api_key_file: absolute(file) }),
    ...(targets === undefined
      ? {}
      : { allow_targets: Array.isArray(targets) ? targets.map(absolute) : targets }),
  };
}

/** Say where each wrong value was given. */
function nameSources(error: OrchestrationError, sources: readonly Source[]): OrchestrationError {
  const errors = (error.errors ?? []).map((fault) => {
    const [setting] = (fault.field ?? '').split('.') as [Setting];
    const source = sources.find(({ settings }) => Object.hasOwn(settings, setting));
    return { ...fault, field: source?.nameOf(setting) ?? fault.field ?? '' };
  });
  return new OrchestrationError('invalid_input', {
    message: errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
    errors,
  });
}
