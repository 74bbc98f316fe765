import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Principal } from '@mcp-orchestration/core';
import type { Repeat } from '../repeat/create-repeater.js';
import { answerBadRequest, answerClientError } from './answer-client-error.js';
import { createDrain } from './drain.js';

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Take no more requests, let those in flight end, for ten seconds at most, and close every connection. */
  close(): Promise<void>;
}

/** Anything that answers requests. */
interface Fetcher {
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  /** Asked first; calls its last argument for what it cannot answer. */
  readonly repeat?: Repeat | undefined;
}

type FetchCallback = Parameters<typeof getRequestListener>[0];

/** Milliseconds, bytes. A connection that drips its headers or its body is closed: Node's own limits take minutes. */
const LIMITS = {
  headersTimeout: 8_000,
  requestTimeout: 12_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};

/** Connections at once; further ones are closed. */
const MAXIMUM_CONNECTIONS = 10_000;

/**
 * Listen.
 * @throws Node's error where the address cannot be listened on: EADDRINUSE, EACCES.
 */
export async function startServer(options: {
  readonly app: Fetcher;
  readonly host: string;
  readonly port: number;
}): Promise<RunningServer> {
  const closing = new AbortController();
  const server = createServer(LIMITS, listenerOf(options, closing.signal));
  server.maxConnections = MAXIMUM_CONNECTIONS;
  server.on('clientError', answerClientError);
  const drain = createDrain(server);
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    close: () => {
      closing.abort();
      return drain();
    },
  };
}

function listenerOf({ app, host }: { app: Fetcher; host: string }, closing: AbortSignal): RequestListener {
  const callers = new WeakMap<object, Principal>();
  const answer: FetchCallback = (request, env) =>
    app.fetch(request, { ...env, closing, principal: callers.get(env.incoming) });
  const listener = getRequestListener(answer, { hostname: host, errorHandler: answerBadRequest });
  const { repeat } = app;
  if (repeat === undefined) return listener;
  return (incoming, outgoing) => {
    repeat(incoming, outgoing, (principal) => {
      if (principal !== undefined) callers.set(incoming, principal);
      void listener(incoming, outgoing);
    });
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
