import { connect, type Socket } from 'node:net';

/** A connection whose end is awaited. */
export interface OpenSocket {
  readonly socket: Socket;
  /** Milliseconds from its beginning until the other side, or anything else, closed it. */
  readonly closed: Promise<number>;
  /** What was received so far. */
  received(): string;
}

/** Open a connection and send these bytes. */
export function openSocket(port: number, text = ''): Promise<OpenSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const start = performance.now();
    let received = '';
    socket.setEncoding('latin1').on('data', (piece: string) => {
      received += piece;
    });
    socket.once('error', reject);
    const closed = new Promise<number>((done) => {
      socket.once('close', () => done(performance.now() - start));
    });
    socket.once('connect', () => {
      socket.on('error', () => undefined);
      if (text !== '') socket.write(text);
      resolve({ socket, closed, received: () => received });
    });
  });
}
