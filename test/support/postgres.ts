import { once } from 'node:events';
import { createServer } from 'node:http';
import { SHARED_POSTGRES_VARIABLE } from '../../packages/core/src/testing/postgres.js';
import { launchPostgres, type PostgresServer } from '../../packages/core/src/testing/postgres-server.js';

let launched: Promise<PostgresServer> | undefined;

const broker = createServer((_request, response) => {
  launched ??= launchPostgres();
  launched.then(
    (server) => response.end(server.url),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

/** One PostgreSQL server for a whole test run, started when the first suite asks for it (`startPostgres`). */
export async function setup(): Promise<void> {
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  const address = broker.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  process.env[SHARED_POSTGRES_VARIABLE] = `http://127.0.0.1:${address.port}/`;
}

/** Stop what was started. */
export async function teardown(): Promise<void> {
  broker.close();
  broker.closeAllConnections();
  const server = await launched?.catch(() => undefined);
  await server?.stop();
}
