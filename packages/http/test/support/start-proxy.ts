import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that runs. */
export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Pass every request on with headers of its own: for callers that cannot send credentials. */
export async function startProxy(target: string, headers: Readonly<Record<string, string>>): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const { method, url } = incoming;
    const options = { hostname, port, method, path: url, headers: { ...incoming.headers, ...headers } };
    const passed = request(options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
