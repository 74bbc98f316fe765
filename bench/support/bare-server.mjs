// The peer of the HTTP benchmarks: bare Hono routes on @hono/node-server that answer what the parent process sends.
// It is copied to where they are installed.
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

/** @param routes For each pattern, what it answers: by the path asked for, or always the same; with a tag for each path. */
function start(routes) {
  const app = new Hono();
  for (const { method, pattern, status, headers, body, bodies, tags } of routes) {
    const byPath = new Map(Object.entries(bodies ?? {}));
    const tagged = Object.entries(tags ?? {}).map(([path, ETag]) => [path, { ...headers, ETag }]);
    const headersByPath = new Map(tagged);
    app.on(method, pattern, (context) => {
      const { path } = context.req;
      return context.body(
        bodies === undefined ? body : byPath.get(path),
        status,
        headersByPath.get(path) ?? headers,
      );
    });
  }
  const server = createAdaptorServer(app);
  server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
}

process.on('message', (message) => {
  if (message === 'processor time') {
    const { user, system } = process.cpuUsage();
    process.send({ seconds: (user + system) / 1e6 });
  } else start(message);
});
