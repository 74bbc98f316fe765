import { Agent, type IncomingMessage, request } from 'node:http';
import type { ProbedServer } from './probed-server.js';

/** A request as it goes over the wire: `fetch` would mend it, or refuse to send it. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

/** What came back. */
export interface WireAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** Milliseconds. */
  readonly took: number;
}

/** Sends requests over connections that are kept. */
export interface Sender {
  send(wire: WireRequest): Promise<WireAnswer>;
  close(): void;
}

/** Make a {@link Sender}; a server's headers go first, and a request's own before them. */
export function createSender({ port, headers }: Pick<ProbedServer, 'port' | 'headers'>): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const once = (wire: WireRequest): Promise<WireAnswer> =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      const options = { agent, host: '127.0.0.1', port, method: wire.method, path: wire.path };
      const outgoing = request({ ...options, headers: { ...headers, ...wire.headers } }, (incoming) => {
        readAll(incoming).then(
          (text) =>
            resolve({
              status: incoming.statusCode ?? 0,
              type: incoming.headers['content-type'] ?? '',
              text,
              took: performance.now() - start,
            }),
          reject,
        );
      });
      outgoing.on('error', (error) => reject(Object.assign(error, { reused: outgoing.reusedSocket })));
      outgoing.end(wire.body);
    });
  return {
    // A kept connection may be closed by the other side in the moment in which it is used again.
    send: (wire) =>
      once(wire).catch((error: Error & { reused?: boolean }) => {
        if (error.reused === true) return once(wire);
        throw error;
      }),
    close: () => agent.destroy(),
  };
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
