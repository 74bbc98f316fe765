import { AUTH_CATALOGUE } from '@mcp-orchestration/auth';
import { CATALOGUE, readTextFields } from '@mcp-orchestration/core';

/** Every operation that the product has. */
export const ALL_OPERATIONS = [...CATALOGUE, ...AUTH_CATALOGUE] as const;

type AnyOperation = (typeof ALL_OPERATIONS)[number];

/** The names of all operations. */
export type OperationName = AnyOperation['name'];

/** What an operation answers. */
export type Answers<Name extends OperationName> = Extract<
  AnyOperation,
  { name: Name }
>['output']['_zod']['output'];

/** Fields as a command has them: text, data, or undefined where an option was not given. */
export type GivenFields = Readonly<Record<string, unknown>>;

/** Calls operations: here, or on a server. */
export interface Operations {
  /** Call an operation with its fields as text or data. */
  call<Name extends OperationName>(name: Name, input?: GivenFields): Promise<Answers<Name>>;
  close(): Promise<void>;
}

/** Read the fields that were given as the operation wants them; those that were not given are left out. */
export function readFields(name: OperationName, input: GivenFields): GivenFields {
  const operation = ALL_OPERATIONS.find((candidate) => candidate.name === name);
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return operation === undefined ? given : readTextFields(operation.input, given);
}
