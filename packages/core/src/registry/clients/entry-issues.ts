import type { ErrorDetail } from '../../errors.js';
import type { Machine } from '../../ports/machine.js';
import { inputReferencesIn } from '../input-reference.js';
import { isRemoteEntry, type RemoteEntry, type ServerEntry, type StdioEntry } from '../server-entry.js';
import type { ClientDefinition } from './client-definition.js';
import { holdsTemplates, isReadAsMeant, type ReferenceField } from './reference-syntax.js';
import { headerLostInBridge, toBridge } from './remote-bridge.js';
import { argumentLostInCmd } from './windows-shim.js';

/** An entry under its name, for a machine. */
export interface NamedEntry {
  readonly name: string;
  readonly entry: ServerEntry;
  readonly machine: Machine;
}

type Fault = Omit<ErrorDetail, 'server'>;

function unsupported(field: string, message: string): Fault {
  return { code: 'SHAPE_NOT_SUPPORTED', message, severity: 'error', field };
}

function nameFaults(client: ClientDefinition, name: string): Fault[] {
  const rule = client.limits?.name;
  if (rule === undefined || new RegExp(rule.pattern).test(name)) return [];
  const message = `${client.display_name} takes names of ${rule.allows}.`;
  return [{ code: 'NAME_NOT_SUPPORTED', message, severity: rule.severity, field: 'name' }];
}

function isFilled(value: string | Readonly<Record<string, string>> | undefined): boolean {
  return typeof value === 'string' || Object.keys(value ?? {}).length > 0;
}

function stdioFaults(client: ClientDefinition, entry: StdioEntry): Fault[] {
  const { stdio } = client.shape;
  const lacks = (field: 'cwd' | 'env', what: string): Fault[] =>
    isFilled(entry[field]) && stdio[field] === undefined
      ? [unsupported(field, `${client.display_name} cannot be told ${what}.`)]
      : [];
  return [...lacks('env', 'environment variables'), ...lacks('cwd', 'a working directory')];
}

function bridgeFaults(client: ClientDefinition, entry: RemoteEntry): Fault[] {
  if (isFilled(entry.headers) && client.shape.stdio.env === undefined)
    return [unsupported('headers', `${client.display_name} cannot be told headers.`)];
  const lost = headerLostInBridge(entry);
  if (lost === undefined) return [];
  const message = `${client.display_name} reaches servers through mcp-remote, which drops a header of this name.`;
  return [unsupported(`headers.${lost}`, message)];
}

function remoteFaults(client: ClientDefinition, entry: RemoteEntry): Fault[] {
  const shape = client.shape[entry.type];
  if (shape === 'bridge') return bridgeFaults(client, entry);
  if (shape === 'none') {
    const transport = entry.type === 'sse' ? 'SSE' : 'streamable HTTP';
    const message = `${client.display_name} has no ${transport}.`;
    return [{ code: 'TRANSPORT_NOT_SUPPORTED', message, severity: 'error', field: 'type' }];
  }
  if (!isFilled(entry.headers) || shape.headers !== undefined) return [];
  return [unsupported('headers', `${client.display_name} cannot be told headers.`)];
}

function switchFaults(client: ClientDefinition, entry: ServerEntry): Fault[] {
  if (entry.enabled !== false || client.shape.switch !== undefined) return [];
  const message = `${client.display_name} has no way to keep a server switched off in its file; remove it instead.`;
  return [{ code: 'DISABLED_NOT_SUPPORTED', message, severity: 'error', field: 'enabled' }];
}

function windowsFaults(client: ClientDefinition, { entry, machine }: NamedEntry): Fault[] {
  if (isRemoteEntry(entry) && client.shape[entry.type] !== 'bridge') return [];
  const process = isRemoteEntry(entry) ? toBridge(entry) : entry;
  const lost = argumentLostInCmd(process, machine);
  if (lost === -1) return [];
  const message = `On Windows ${process.command} runs under cmd.exe, which reads characters of this text as its own.`;
  const field = isRemoteEntry(entry) ? 'url' : `args.${lost}`;
  return [{ code: 'SHAPE_NOT_SUPPORTED', message, severity: 'warning', field }];
}

/** Each text of an entry, with its part and its dotted path. */
function textsOf(entry: ServerEntry): [ReferenceField, string, string][] {
  const map = (field: 'env' | 'headers', texts: Readonly<Record<string, string>> = {}) =>
    Object.entries(texts).map(([key, text]): [ReferenceField, string, string] => [
      field,
      `${field}.${key}`,
      text,
    ]);
  if (isRemoteEntry(entry)) return [['url', 'url', entry.url], ...map('headers', entry.headers)];
  return [
    ['command', 'command', entry.command],
    ...(entry.args ?? []).map((text, at): [ReferenceField, string, string] => ['args', `args.${at}`, text]),
    ...map('env', entry.env),
    ...(entry.cwd === undefined
      ? []
      : [['cwd', 'cwd', entry.cwd] satisfies [ReferenceField, string, string]]),
  ];
}

/** A client that asks its user for nothing would hand the reference itself to the server, and nothing can replace it. */
function inputFaults(client: ClientDefinition, entry: ServerEntry): Fault[] {
  if (client.references.inputs !== undefined) return [];
  return textsOf(entry).flatMap(([, field, text]): Fault[] => {
    const [name] = inputReferencesIn(text);
    if (name === undefined) return [];
    const message = `${client.display_name} cannot ask its user for \${input:${name}}. Refer to the environment, \${env:NAME}, or leave the server out for this client.`;
    return [{ code: 'INPUT_NOT_SUPPORTED', message, severity: 'error', field }];
  });
}

function referenceFaults(client: ClientDefinition, entry: ServerEntry): Fault[] {
  const { template } = client.references;
  if (template === undefined) return [];
  return textsOf(entry)
    .filter(([field, , text]) => holdsTemplates(client.references, field) && !isReadAsMeant(template, text))
    .map(([, field]) => {
      const message = `${client.display_name} reads a part of this text as a reference to a variable.`;
      return { code: 'REFERENCE_AMBIGUOUS', message, severity: 'warning', field };
    });
}

/**
 * What a client cannot hold of an entry (severity `error`: it cannot be encoded), and what it reads otherwise than
 * meant (`warning`). Empty where all is well. References that the client cannot look up are no issue: whether they
 * may be replaced by values is decided on deploying.
 */
export function entryIssues(client: ClientDefinition, named: NamedEntry): ErrorDetail[] {
  const { name, entry } = named;
  const faults = [
    ...nameFaults(client, name),
    ...(isRemoteEntry(entry) ? remoteFaults(client, entry) : stdioFaults(client, entry)),
    ...windowsFaults(client, named),
    ...switchFaults(client, entry),
    ...inputFaults(client, entry),
    ...referenceFaults(client, entry),
  ];
  return faults.map((fault) => ({ ...fault, server: name }));
}
