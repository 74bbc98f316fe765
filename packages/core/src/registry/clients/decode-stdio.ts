import { isJsonObject } from '../../json.js';
import type { Machine } from '../../ports/machine.js';
import { envReference, isEnvName } from '../env-reference.js';
import type { StdioEntry } from '../server-entry.js';
import { type NativeReader, UnreadableEntry } from './native-reader.js';
import { unwrapShim } from './windows-shim.js';

function readCommand(reader: NativeReader): Pick<StdioEntry, 'command' | 'args'> {
  const { stdio } = reader.client.shape;
  if (stdio.args === undefined) {
    const [command, ...args] = reader.texts(reader.take(stdio.command) ?? null, 'command');
    if (command === undefined) throw new UnreadableEntry('Its command is empty.');
    return { command, ...(args.length > 0 && { args }) };
  }
  const command = reader.text(reader.take(stdio.command), 'command');
  const value = reader.take(stdio.args);
  const args = value === undefined || value === null ? undefined : reader.texts(value, 'args');
  const isFiller = stdio.args_required && args?.length === 0;
  return { command, ...(args && !isFiller && { args }) };
}

/** The variables that the client hands over by name. A list that is empty, or of more than names, stays with the client. */
function takeNames(reader: NativeReader): string[] {
  const member = reader.client.references.env_names;
  const value = reader.peek(member);
  if (!Array.isArray(value) || value.length === 0) return [];
  const names = value.filter((name) => typeof name === 'string' && isEnvName(name));
  if (names.length !== value.length) return [];
  reader.take(member);
  return names.map(String);
}

/** The variables whose values stand in the file. An empty object beside variables by name stays with the client. */
function takeLiterals(reader: NativeReader, names: readonly string[]): Record<string, string> | undefined {
  const { env: member } = reader.client.shape.stdio;
  const value = reader.peek(member);
  if (isJsonObject(value) && Object.keys(value).length === 0 && names.length > 0) return undefined;
  reader.take(member);
  return value === undefined || value === null ? undefined : reader.record(value, 'env');
}

function readEnv(reader: NativeReader): Pick<StdioEntry, 'env'> {
  const names = takeNames(reader);
  const literals = takeLiterals(reader, names);
  if (literals === undefined && names.length === 0) return {};
  const byName = names.map((name): [string, string] => [name, envReference(name)]);
  return { env: { ...Object.fromEntries(byName), ...literals } };
}

/** The canonical entry of a server that the client starts; takes what it reads. */
export function readStdio(reader: NativeReader, machine: Machine): StdioEntry {
  const { cwd: cwdMember } = reader.client.shape.stdio;
  const cwd = reader.take(cwdMember);
  const entry = {
    ...readCommand(reader),
    ...readEnv(reader),
    ...(cwd !== undefined && cwd !== null && { cwd: reader.text(cwd, 'cwd') }),
  };
  return unwrapShim(entry, machine);
}
