import { type AnyOperation, type Operations, OrchestrationError, parseInput } from '@mcp-orchestration/core';
import type { z } from 'zod';
import { routeOf } from '../operation-route.js';
import { readProblem } from './read-problem.js';

/** How a server is reached. */
export interface ClientOptions<Stated extends Operations> {
  /** Where the server is: `https://mcp.example` or `http://127.0.0.1:8000`. */
  readonly url: string;
  /** A bearer token. */
  readonly token?: string | undefined;
  /** The server's API key, where there is no token. */
  readonly apiKey?: string | undefined;
  /** The operations that may be called: core's `OPERATIONS`, with those of auth where they are wanted. */
  readonly operations: Stated;
  readonly fetch?: typeof fetch;
}

type Named<Stated extends Operations, Name extends keyof Stated> = Awaited<ReturnType<Stated[Name]>>;

/** The operations of a server, typed by the same schemas as on the server. */
export interface Client<Stated extends Operations> {
  /**
   * Call an operation.
   * @throws OrchestrationError what the operation throws there; `unavailable` where no server answers.
   */
  call<Name extends keyof Stated & string>(
    name: Name,
    input: z.input<Named<Stated, Name>['input']>,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<z.output<Named<Stated, Name>['output']>>;
}

/** Make a {@link Client}. Nothing is sent before the first call. */
export function createClient<Stated extends Operations>(options: ClientOptions<Stated>): Client<Stated> {
  return {
    async call(name, input, { signal } = {}) {
      const load = Object.hasOwn(options.operations, name) ? options.operations[name] : undefined;
      if (load === undefined) throw new OrchestrationError('operation_not_found');
      const operation = await load();
      const request = toRequest(operation, input as Fields, options);
      const response = await send(request, { ...options, signal });
      if (!response.ok) throw await readProblem(response);
      return readAnswer(operation, response) as never;
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** What is sent: the fields of the path in the path, the rest in the query or the body, as the server reads them. */
function toRequest(
  operation: AnyOperation,
  input: Fields,
  options: Omit<ClientOptions<never>, 'operations'>,
): Request {
  const { method, path, parameters } = routeOf(operation);
  const parsed: Fields = parseInput(operation.input, input);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(String(parsed[name])),
  );
  const url = new URL(`${options.url.replace(/\/+$/, '')}${filled}`);
  const rest = Object.entries(input).filter(
    ([name, value]) => !parameters.includes(name) && value !== undefined,
  );
  const headers = new Headers({ Accept: 'application/json', ...credentials(options) });
  if (method !== 'POST') {
    for (const [name, value] of rest)
      url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    return new Request(url, { method, headers, redirect: 'error' });
  }
  headers.set('Content-Type', 'application/json');
  return new Request(url, {
    method,
    headers,
    body: JSON.stringify(Object.fromEntries(rest)),
    redirect: 'error',
  });
}

function credentials({ token, apiKey }: Omit<ClientOptions<never>, 'operations'>): Record<string, string> {
  if (token !== undefined) return { Authorization: `Bearer ${token}` };
  return apiKey === undefined ? {} : { 'X-API-Key': apiKey };
}

async function send(
  request: Request,
  { fetch: send = fetch, signal }: { fetch?: typeof fetch; signal?: AbortSignal | undefined },
): Promise<Response> {
  try {
    return await send(request, signal === undefined ? {} : { signal });
  } catch (cause) {
    if (signal?.aborted === true) throw signal.reason;
    throw new OrchestrationError('unavailable', {
      message: `No server answers at ${new URL(request.url).origin}.`,
      hint: 'Start one with: mcp-orchestration serve',
      cause,
    });
  }
}

async function readAnswer(operation: AnyOperation, response: Response): Promise<unknown> {
  const answer = operation.output.safeParse(await response.json().catch(() => undefined));
  if (answer.success) return answer.data;
  throw new OrchestrationError('internal', {
    message: 'The server answered something that this version cannot read.',
    hint: 'Use the same version of mcp-orchestration on both sides.',
    cause: answer.error,
  });
}
