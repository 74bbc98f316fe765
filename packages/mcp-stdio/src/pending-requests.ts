import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  isJSONRPCErrorResponse,
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
} from '@modelcontextprotocol/sdk/types.js';

/** The requests of a client that have not been answered yet. */
export interface PendingRequests {
  /** Settles when each has been answered or called off, and at the latest after `limit` milliseconds. */
  settled(limit: number): Promise<void>;
}

/** Watch the requests that come in over a transport and the answers that go out. Before a server connects to it. */
export function watchPending(transport: Transport): PendingRequests {
  const pending = new Set<unknown>();
  let onSettled: () => void = () => undefined;
  const settle = (id: unknown): void => {
    pending.delete(id);
    if (pending.size === 0) onSettled();
  };

  transport.onmessage = (message: JSONRPCMessage) => {
    if (isJSONRPCRequest(message)) pending.add(message.id);
    // A request that was called off gets no answer.
    if (isJSONRPCNotification(message) && message.method === 'notifications/cancelled') {
      settle(message.params?.requestId);
    }
  };
  const send = transport.send.bind(transport);
  transport.send = async (message, options) => {
    await send(message, options);
    if (isJSONRPCResultResponse(message) || isJSONRPCErrorResponse(message)) settle(message.id);
  };

  return {
    async settled(limit) {
      if (pending.size === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        onSettled = resolve;
        timer = setTimeout(resolve, limit);
      });
      clearTimeout(timer);
    },
  };
}
