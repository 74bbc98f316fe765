import { type Ended, runBinary } from '../support/binary.js';
import { type Serving, type ServingOptions, startServing } from '../support/serving.js';
import { makeUserHome, type UserHome } from '../support/user-home.js';

/** What a request was answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  readonly body: any;
}

/** A request: method and path as documents write them, what is sent, and who sends it. */
export interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A bearer token; that of an admin unless given, none where null. */
  readonly token?: string | null;
}

/** The built program, serving HTTP to a user of its own. */
export interface PromisedApi {
  readonly user: UserHome;
  readonly url: string;
  readonly serving: Serving;
  ask(request: `${'GET' | 'POST' | 'DELETE' | 'OPTIONS'} /${string}`, asked?: Asked): Promise<Answered>;
  /** Run a command of the built program as the same user. */
  run(...args: string[]): Promise<Ended>;
  /** Make a token by the command line, while the server runs. */
  makeToken(...args: string[]): Promise<{ readonly token: string; readonly token_id: string }>;
  /** End the server, and start it again over the same home. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Start a server. */
export async function openPromisedApi(options: ServingOptions = {}): Promise<PromisedApi> {
  const user = await makeUserHome();
  let serving = await startServing(user, options);
  const run = (...args: string[]): Promise<Ended> =>
    runBinary(args, { env: { ...user.env, ...options.env }, cwd: user.folder });
  const makeToken = async (...args: string[]) =>
    JSON.parse((await run('token', 'create', '--json', ...args)).stdout);
  const admin: string = (await makeToken('--role', 'admin')).token;
  return {
    user,
    get url() {
      return serving.url;
    },
    get serving() {
      return serving;
    },
    ask: (request, { token = admin, ...asked } = {}) =>
      send(serving.url, request, { ...asked, ...(token === null ? {} : { token }) }),
    run,
    makeToken,
    async restart() {
      await serving.stop();
      serving = await startServing(user, options);
    },
    async close() {
      await serving.stop();
      await user.remove();
    },
  };
}

async function send(url: string, request: string, { body, headers = {}, token }: Asked): Promise<Answered> {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
