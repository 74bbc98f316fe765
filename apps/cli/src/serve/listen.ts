import { OrchestrationError } from '@mcp-orchestration/core';
import { type App, type RunningServer, startServer } from '@mcp-orchestration/http';

/** Where to listen. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Listen.
 * @throws OrchestrationError `unavailable`, saying what is in the way.
 */
export async function listen(app: App, { host, port }: Address): Promise<RunningServer> {
  try {
    return await startServer({ app, host, port });
  } catch (error) {
    throw new OrchestrationError('unavailable', { ...explain(error, { host, port }), cause: error });
  }
}

function explain(error: unknown, { host, port }: Address): { message: string; hint: string } {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return {
      message: `Port ${port} of ${host} is in use.`,
      hint: 'Choose another with --port N, or end what uses it.',
    };
  }
  if (code === 'EACCES') {
    return {
      message: `This user may not listen on port ${port}.`,
      hint: 'Choose one above 1023 with --port N.',
    };
  }
  return {
    message: `${host} cannot be listened on (${code ?? 'unknown'}).`,
    hint: 'Choose another with --host H.',
  };
}
