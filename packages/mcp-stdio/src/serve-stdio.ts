import { once } from 'node:events';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createMcpServer, type McpServerParts } from './create-mcp-server.js';
import { watchPending } from './pending-requests.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** How long answers may take after the client has closed its end, in milliseconds. */
const LAST_ANSWERS = 10_000;

/**
 * Serve one session over this process's standard streams, until the client closes its end; what it asked for before
 * is still answered. Nothing else may write to stdout.
 */
export async function serveStdio(parts: McpServerParts): Promise<void> {
  const server = createMcpServer(parts);
  const transport = new StdioServerTransport();
  const pending = watchPending(transport);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  const close = (): void => void server.close();
  let closing = false;
  const closeAfterAnswers = (): void => {
    if (closing) return;
    closing = true;
    void pending.settled(LAST_ANSWERS).then(close);
  };
  const onSignal = (): void => {
    forgetSignals();
    closeAfterAnswers();
  };
  const forgetSignals = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  // The SDK's transport does not notice that the client has gone.
  process.stdin.once('end', closeAfterAnswers);
  // Clients that are in a hurry send a signal. The second one, whichever it is, ends the process at once.
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.stdin.once('error', close);
  // The SDK's transport waits for the stream with every answer that it holds: more than ten are no leak.
  process.stdout.setMaxListeners(0);
  let hasReader = true;
  process.stdout.on('error', () => {
    hasReader = false;
    close();
  });
  await server.connect(transport);
  await closed;
  forgetSignals();
  if (hasReader && process.stdout.writableNeedDrain)
    await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]);
}
