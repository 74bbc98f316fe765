import { AUTH_OPERATIONS } from '@mcp-orchestration/auth';
import { OPERATIONS, readTextFields } from '@mcp-orchestration/core';

/** Every operation that the product has. */
export const ALL_OPERATIONS = { ...OPERATIONS, ...AUTH_OPERATIONS } as const;

/** The names of all operations. */
export type OperationName = keyof typeof ALL_OPERATIONS;

/** What an operation answers. */
export type Answers<Name extends OperationName> = Awaited<
  ReturnType<(typeof ALL_OPERATIONS)[Name]>
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
export async function readFields(name: OperationName, input: GivenFields): Promise<GivenFields> {
  const { input: schema } = await ALL_OPERATIONS[name]();
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return readTextFields(schema, given);
}
