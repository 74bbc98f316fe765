import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long requests in flight may take to end, in milliseconds. */
const DRAIN_FOR = 10_000;

/**
 * Follow a server's connections, to close it well: requests in flight end, and every connection without one is closed
 * at once, those among them that have sent half a request or none. `close` alone waits for them, and
 * `closeIdleConnections` passes over them.
 */
export function createDrain(server: Server): () => Promise<void> {
  const inFlight = new Map<Socket, number>();
  let draining = false;
  const count = (socket: Socket, step: number): void => {
    const requests = (inFlight.get(socket) ?? 0) + step;
    if (inFlight.has(socket)) inFlight.set(socket, requests);
    if (draining && requests === 0) socket.destroySoon();
  };
  server.on('connection', (socket: Socket) => {
    inFlight.set(socket, 0);
    socket.once('close', () => inFlight.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });

  const drain = async (): Promise<void> => {
    draining = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const [socket, requests] of inFlight) {
      if (requests === 0) socket.destroySoon();
    }
    const end = setTimeout(() => server.closeAllConnections(), DRAIN_FOR);
    await closed;
    clearTimeout(end);
  };
  let drained: Promise<void> | undefined;
  return () => {
    drained ??= drain();
    return drained;
  };
}
