import type { ErrorDetail } from '../errors.js';
import { isJsonObject } from '../json.js';
import type { ServerEntry } from '../registry/server-entry.js';
import { entryFaults } from './entry-faults.js';
import { nameFaults } from './name-faults.js';
import { readEntryShape } from './shape-faults.js';
import type { ValidationFault } from './validation-fault.js';

/** What only the client knows of an entry and of all together; the registry of clients has them. */
export interface ClientRules {
  readonly entry: (name: string, entry: ServerEntry) => readonly ErrorDetail[];
  readonly servers: (servers: Readonly<Record<string, ServerEntry>>) => readonly ErrorDetail[];
}

/** What is validated. */
export interface Validation {
  /** The draft's payload. Of any shape: an older version may have stored it. */
  readonly payload: unknown;
  /** The client's own rules; undefined where the client is not known. */
  readonly client: ClientRules | undefined;
  /** Environment variables that the catalogue marks as secret. */
  readonly secretNames?: ReadonlySet<string>;
}

const UNKNOWN_CLIENT: ValidationFault = {
  code: 'UNKNOWN_CLIENT',
  severity: 'error',
  field: 'client_id',
  message: 'There is no such client, so nothing can be deployed to it.',
};

const EMPTY_CONFIG: ValidationFault = {
  code: 'EMPTY_CONFIG',
  severity: 'error',
  field: 'mcpServers',
  message: 'The draft holds no servers.',
};

function toFault(detail: ErrorDetail): ValidationFault {
  return { ...detail, severity: detail.severity ?? 'error' };
}

/** An entry of the payload under its name, or what is wrong with its shape. */
type NamedShape = readonly [name: string, shape: ServerEntry | ValidationFault[]];

function serverFaults({ client, secretNames }: Validation, [name, shape]: NamedShape): ValidationFault[] {
  const faults = Array.isArray(shape)
    ? shape
    : [...entryFaults(shape, secretNames), ...(client?.entry(name, shape) ?? []).map(toFault)];
  return faults.map((fault) => ({ ...fault, server: name }));
}

function isReadable(named: NamedShape): named is readonly [string, ServerEntry] {
  return !Array.isArray(named[1]);
}

/**
 * Everything that is wrong with a draft, or dangerous in it: errors stop a release, warnings do not. Each fault names
 * the server and the field (`env.API_KEY`, `args.2`); none holds a value.
 */
export function validateDraft(validation: Validation): ValidationFault[] {
  const { payload, client } = validation;
  const servers = isJsonObject(payload) && isJsonObject(payload.mcpServers) ? payload.mcpServers : {};
  const names = Object.keys(servers);
  const shapes = Object.entries(servers).map(([name, value]): NamedShape => [name, readEntryShape(value)]);
  return [
    ...(client === undefined ? [UNKNOWN_CLIENT] : []),
    ...(names.length === 0 ? [EMPTY_CONFIG] : []),
    ...nameFaults(names),
    ...shapes.flatMap((named) => serverFaults(validation, named)),
    // Those that cannot be read have their own faults.
    ...(client?.servers(Object.fromEntries(shapes.filter(isReadable))) ?? []).map(toFault),
  ];
}
