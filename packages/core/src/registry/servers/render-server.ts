import { type ErrorDetail, OrchestrationError } from '../../errors.js';
import { setOwn } from '../../json.js';
import { envReference, envReferencesIn, isEnvName, replaceEnvReferences } from '../env-reference.js';
import type { ServerEntry } from '../server-entry.js';
import { serverEntrySchema } from '../server-entry-schema.js';
import { type ParameterText, readParameters } from './read-parameters.js';
import type { ServerDefinition } from './server-definition.js';
import type { RemoteTransport, ServerTransport, StdioTransport } from './server-transport.js';
import { fillTemplate, placeholdersIn, solePlaceholder } from './template.js';

/** What the user gives for a server: parameters fill placeholders, variables go to its environment. */
export interface ServerChoices {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

type Values = ReadonlyMap<string, ParameterText>;
type Variables = Readonly<Record<string, string>>;

/**
 * Make the canonical entry of a server.
 *
 * Defaults are applied; an argument whose optional parameter has no value is dropped; a list that is a whole
 * argument becomes several. A required variable that is not given becomes the reference `${env:NAME}`; an
 * optional one is left out. A remote server has no environment: variables fill its headers, and a header whose
 * optional variable has no value is dropped.
 *
 * @throws OrchestrationError `invalid_input`, with the field (`params.NAME`, `env_vars.NAME`) of each fault.
 */
export function renderServer(definition: ServerDefinition, choices: ServerChoices = {}): ServerEntry {
  const { transport } = definition;
  const given = choices.env ?? {};
  const { values, errors } = readParameters(definition.parameters, choices.params ?? {});
  refuse([...errors, ...variableFaults(transport, given)]);
  const variables = variablesOf(definition, given);
  const entry =
    transport.type === 'stdio'
      ? renderStdio(transport, { values, variables })
      : renderRemote(transport, { values, variables });
  return checked(entry);
}

function refuse(errors: readonly ErrorDetail[]): void {
  const [first] = errors;
  if (first !== undefined) throw new OrchestrationError('invalid_input', { message: first.message, errors });
}

function checked(entry: unknown): ServerEntry {
  const result = serverEntrySchema.safeParse(entry);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ message, path }) => ({
    code: 'INVALID_ENTRY',
    message,
    field: path.map(String).join('.'),
  }));
  throw new OrchestrationError('invalid_input', { errors });
}

function variableFaults(transport: ServerTransport, given: Variables): ErrorDetail[] {
  const usable = transport.type === 'stdio' ? undefined : new Set(headerVariables(transport));
  return Object.keys(given).flatMap((name) => {
    const field = `env_vars.${name}`;
    if (!isEnvName(name)) {
      const message =
        'The name of a variable holds letters, digits and "_", and does not begin with a digit.';
      return [{ code: 'INVALID_ENV_NAME', message, field }];
    }
    if (usable === undefined || usable.has(name)) return [];
    const message = 'A remote server has no environment, and none of its headers uses this variable.';
    return [{ code: 'UNUSED_ENV_VAR', message, field }];
  });
}

function headerVariables({ headers }: RemoteTransport): string[] {
  return Object.values(headers ?? {}).flatMap(envReferencesIn);
}

/** The variables that have a value: in the definition's order, then what else was given. */
function variablesOf({ env_vars }: ServerDefinition, given: Variables): Variables {
  const variables: Record<string, string> = {};
  for (const { name, required, default: fallback } of env_vars) {
    const value = Object.hasOwn(given, name) ? given[name] : fallback;
    if (value !== undefined) setOwn(variables, name, value);
    else if (required) setOwn(variables, name, envReference(name));
  }
  for (const [name, value] of Object.entries(given)) setOwn(variables, name, value);
  return variables;
}

interface Filled {
  readonly values: Values;
  readonly variables: Variables;
}

function renderStdio(transport: StdioTransport, { values, variables }: Filled): unknown {
  const args = transport.args.flatMap((template) => renderArgument(template, values));
  return {
    command: transport.command,
    ...(args.length === 0 ? {} : { args }),
    ...(Object.keys(variables).length === 0 ? {} : { env: variables }),
  };
}

function renderArgument(template: string, values: Values): readonly string[] {
  if (!placeholdersIn(template).every((name) => values.has(name))) return [];
  const sole = solePlaceholder(template);
  const whole = sole === undefined ? undefined : values.get(sole);
  if (whole !== undefined && typeof whole !== 'string') return whole;
  return [fillTemplate(template, (name) => String(values.get(name)))];
}

function renderRemote(transport: RemoteTransport, { values, variables }: Filled): unknown {
  const headers = renderHeaders(transport.headers ?? {}, variables);
  return {
    type: transport.type,
    url: renderUrl(transport.url, values),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}

/** A value at the start of a url is an address and stays; anywhere else it is a part, and cannot break out of it. */
function renderUrl(template: string, values: Values): string {
  const [first] = placeholdersIn(template);
  return fillTemplate(template, (name) => {
    const value = String(values.get(name));
    return name === first && template.startsWith(`{${name}}`)
      ? trimSlash(value, template)
      : encodePart({ name, value });
  });
}

/** `.` and `..` cannot be escaped: they would climb. */
function encodePart({ name, value }: { name: string; value: string }): string {
  if (value === '.' || value === '..') {
    const message = `The parameter ${name} is a part of an address, and neither "." nor "..".`;
    refuse([{ code: 'INVALID_PARAMETER', message, field: `params.${name}` }]);
  }
  return encodeURIComponent(value);
}

/** `https://host/` before `{url}/path` is `https://host/path`. */
function trimSlash(value: string, template: string): string {
  return template.includes('}/') ? value.replace(/\/$/, '') : value;
}

function renderHeaders(headers: Variables, variables: Variables): Record<string, string> {
  const rendered: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers)) {
    if (!envReferencesIn(value).every((name) => Object.hasOwn(variables, name))) continue;
    setOwn(
      rendered,
      header,
      replaceEnvReferences(value, (name) => variables[name] ?? ''),
    );
  }
  return rendered;
}
