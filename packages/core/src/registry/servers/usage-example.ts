import type { ServerDefinition } from './server-definition.js';
import type { ParameterValue, ServerParameter } from './server-parameter.js';

/**
 * A command line that adds a server to a draft, for a POSIX shell. Required parameters carry their example;
 * required variables are left out, since they become references by themselves.
 */
export function usageExample({ server_id, parameters }: ServerDefinition): string {
  const options = parameters
    .filter(({ required }) => required)
    .map((parameter) => ` --param ${quote(`${parameter.name}=${exampleOf(parameter)}`)}`);
  return `mcp-orchestration draft add ${server_id}${options.join('')}`;
}

function exampleOf({ name, example, default: fallback }: ServerParameter): string {
  const value: ParameterValue = example ?? fallback ?? name.toUpperCase();
  return Array.isArray(value) ? (value[0] ?? name.toUpperCase()) : String(value);
}

/** As one word of a POSIX shell. */
function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
