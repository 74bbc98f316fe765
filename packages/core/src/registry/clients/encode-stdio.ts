import type { JsonObject } from '../../json.js';
import { envReference } from '../env-reference.js';
import type { StdioEntry } from '../server-entry.js';
import type { ClientDefinition } from './client-definition.js';
import type { ReferenceWriter } from './reference-writer.js';

/** An entry whose texts are the client's, beside the variables that the client hands over by name alone. */
export interface PlainStdio {
  readonly entry: StdioEntry;
  readonly names: readonly string[];
}

/** Split variables into those that the client takes by name, and those whose values are written. */
function splitEnv(client: ClientDefinition, env: Readonly<Record<string, string>>) {
  const byName = ([variable, value]: [string, string]): boolean =>
    client.references.env_names !== undefined && value === envReference(variable);
  const variables = Object.entries(env);
  return {
    names: variables.filter(byName).map(([variable]) => variable),
    written: variables.filter((variable) => !byName(variable)),
  };
}

/** Spell the references of an entry as the client does. */
export function translateStdio(entry: StdioEntry, writer: ReferenceWriter): PlainStdio {
  const { args, env, cwd } = entry;
  const { names, written } = splitEnv(writer.client, env ?? {});
  const variable = ([name, value]: [string, string]): [string, string] => [
    name,
    writer.text(value, { field: 'env', where: `env.${name}` }),
  ];
  const plain = {
    ...entry,
    command: writer.text(entry.command, { field: 'command', where: 'command' }),
    ...(args && {
      args: args.map((text, index) => writer.text(text, { field: 'args', where: `args.${index}` })),
    }),
    ...(env && { env: Object.fromEntries(written.map(variable)) }),
    ...(cwd !== undefined && { cwd: writer.text(cwd, { field: 'cwd', where: 'cwd' }) }),
  };
  return { entry: plain, names };
}

/** The members of an entry that starts a process, without what every entry has. */
export function spellStdio(client: ClientDefinition, { entry, names }: PlainStdio): JsonObject {
  const { stdio } = client.shape;
  const { env_names: envNames } = client.references;
  const args = entry.args ?? (stdio.args_required ? [] : undefined);
  const hasLiteralEnv = Object.keys(entry.env ?? {}).length > 0;
  const env = hasLiteralEnv || names.length === 0 ? entry.env : undefined;
  return {
    ...(stdio.type && { [stdio.type.member]: stdio.type.value }),
    [stdio.command]: stdio.args === undefined ? [entry.command, ...(args ?? [])] : entry.command,
    ...(stdio.args !== undefined && args && { [stdio.args]: args }),
    ...(stdio.env !== undefined && env && { [stdio.env]: env }),
    ...(envNames !== undefined && names.length > 0 && { [envNames]: names }),
    ...(stdio.cwd !== undefined && entry.cwd !== undefined && { [stdio.cwd]: entry.cwd }),
  };
}
