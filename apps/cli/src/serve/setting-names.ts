import { SETTINGS, type Setting } from './server-config.js';

/** A flag names one value; where it may be given several times the setting is in the plural. */
const PLURAL: Partial<Record<Setting, string>> = {
  cors_origins: 'cors_origin',
  allowed_hosts: 'allowed_host',
  allow_targets: 'allow_target',
};

/** The flag of a setting: `--rate-limit`. */
export function flagOf(setting: Setting): string {
  return `--${(PLURAL[setting] ?? setting).replaceAll('_', '-')}`;
}

/** The variable of a setting: `MCP_ORCHESTRATION_RATE_LIMIT`. */
export function variableOf(setting: Setting): string {
  return `MCP_ORCHESTRATION_${setting.toUpperCase()}`;
}

/** The settings that flags give, which commander names in camel case. */
export function settingsOfFlags(flags: Readonly<Record<string, unknown>>): Partial<Record<Setting, unknown>> {
  const camel = (flag: string): string =>
    flag.slice(2).replaceAll(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
  return pick((setting) => flags[camel(flagOf(setting))]);
}

/** The settings that an environment gives. A variable that is set to nothing is not set; lists have commas. */
export function settingsOfEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Partial<Record<Setting, unknown>> {
  return pick((setting) => {
    const value = env[variableOf(setting)];
    if (value === undefined || value === '') return undefined;
    return PLURAL[setting] === undefined ? value : value.split(',').map((one) => one.trim());
  });
}

function pick(valueIn: (setting: Setting) => unknown): Partial<Record<Setting, unknown>> {
  const found = SETTINGS.map((setting) => [setting, valueIn(setting)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
