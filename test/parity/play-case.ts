import { isJsonObject, localPrincipal } from '@mcp-orchestration/core';
import { makeUserHome, type UserHome } from '../support/user-home.js';
import { UNLIMITED } from './cases/steps.js';
import type { Column, Outcome } from './column.js';
import { cli, cliOverHttp } from './columns/cli.js';
import { http } from './columns/http.js';
import { inProcess } from './columns/in-process.js';
import { mcp } from './columns/mcp.js';
import { CALLERS, type ColumnName, type Fields, type ParityCase } from './parity-case.js';
import { openProduct, operationOf } from './product.js';

const OPEN: Readonly<Record<ColumnName, Column>> = {
  in_process: inProcess,
  http,
  mcp,
  cli,
  cli_over_http: cliOverHttp,
};

/** What came of a case in one column. */
export interface Played {
  /** Of every step, those that were given first. */
  readonly outcomes: readonly Outcome[];
  /** The files that the user has afterwards. */
  readonly files: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** Why a case is not for a column, or undefined where it is. */
export function whyNot({ not = {}, steps }: ParityCase, column: ColumnName): string | undefined {
  const noTools = steps.map(({ call }) => call).filter((name) => !operationOf(name).mcp);
  if (column === 'mcp' && noTools.length > 0) return `no tool: ${[...new Set(noTools)].join(', ')}`;
  // The command line has the same words for a server; but there a caller has limits.
  if (column === 'cli_over_http' && not.cli !== UNLIMITED) return not.cli_over_http ?? not.cli;
  return not[column];
}

/** Play a case in one column, in a home of its own. */
export async function playCase(parityCase: ParityCase, column: ColumnName): Promise<Played> {
  const user = await makeUserHome();
  try {
    const prepared = await prepare(user, parityCase);
    const outcomes = [...prepared.outcomes];
    const connection = await OPEN[column].open({ user, parityCase, ...prepared });
    try {
      for (const { call, input = {} } of parityCase.steps) {
        outcomes.push(await connection.call(call, resolveFields(input, { user, outcomes })));
      }
    } finally {
      await connection.close();
    }
    return { outcomes, files: await user.files(), folder: user.folder };
  } finally {
    await user.remove();
  }
}

/** Make the caller's token, and do what the case has as given. All by the person at the machine, in this process. */
async function prepare(user: UserHome, { as = 'admin', given = [], env = {} }: ParityCase) {
  const product = await openProduct(user, { env });
  const call = { principal: localPrincipal('me'), signal: new AbortController().signal, requestId: 'given' };
  const outcomes: Outcome[] = [];
  try {
    const { token } = await product.invoke('create_token', CALLERS[as], call);
    for (const step of given) {
      if ('write' in step) await user.write(step.write, step.text);
      outcomes.push({
        output:
          'call' in step
            ? await product.invoke(step.call, resolveFields(step.input ?? {}, { user, outcomes }), call)
            : {},
      });
    }
    return { outcomes, token: String(token) };
  } finally {
    await product.close();
  }
}

interface Known {
  readonly user: Pick<UserHome, 'folder'>;
  readonly outcomes: readonly Outcome[];
}

/** Put in what `@N.path` and `~/` stand for. */
export function resolveFields(fields: Fields, known: Known): Fields {
  return resolveValue(fields, known) as Fields;
}

function resolveValue(value: unknown, known: Known): unknown {
  if (typeof value === 'string') return resolveText(value, known);
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, known));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveValue(item, known)]));
}

function resolveText(text: string, { user, outcomes }: Known): unknown {
  if (text.startsWith('~/')) return user.folder + text.slice(1);
  const [, step, field] = /^@(\d+)\.([\w.]+)$/.exec(text) ?? [];
  if (step === undefined || field === undefined) return text;
  const outcome = outcomes[Number(step)];
  if (outcome === undefined || !('output' in outcome)) throw new Error(`Step ${step} has no output.`);
  return field.split('.').reduce<unknown>(memberOf, outcome.output);
}

function memberOf(value: unknown, key: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[key];
}
