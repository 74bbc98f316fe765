import { request } from 'node:http';
import { connect } from 'node:net';

/** An answer as `node:http` gives it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface RawRequest {
  readonly url: string;
  readonly method?: string;
  /** Any header, Host among them, which `fetch` does not let a caller set. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Each piece is sent as a chunk of its own. */
  readonly chunks?: readonly (string | Uint8Array)[];
}

/** Send a request that `fetch` would not send. */
export function rawRequest({
  url,
  method = 'GET',
  headers = {},
  chunks = [],
}: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(pieces).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    for (const chunk of chunks) outgoing.write(chunk);
    outgoing.end();
  });
}

/** Send bytes as they are, and read until the other side closes. */
export function rawBytes(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let received = '';
    socket.on('data', (piece) => {
      received += piece.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}
