import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { HTTP_STATUS, OrchestrationError } from '@mcp-orchestration/core';
import { DATA_HEADERS } from '../middleware/protect-answers.js';
import { PROBLEM_TYPE, toProblem } from '../problem.js';

/** The status of what Node refuses before there is a request: it never becomes an error of the table. */
const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answer what is no HTTP request, or one that came too slowly, and close its connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET' || hasBegunToAnswer(socket)) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const title = STATUS_CODES[status] ?? '';
  const body = JSON.stringify({ type: 'about:blank', title, status });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${body.length}`,
    'Connection: close',
    ...Object.entries(DATA_HEADERS).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** Node keeps the response that a socket is in the middle of under this name; its own handler asks the same. */
function hasBegunToAnswer(socket: Duplex & { _httpMessage?: { headersSent: boolean } | null }): boolean {
  return socket._httpMessage?.headersSent === true;
}

/** Answer a request whose address or Host cannot be read: no route has seen it. */
export function answerBadRequest(): Response {
  const error = new OrchestrationError('invalid_input', {
    message: 'The request line or the Host cannot be read.',
  });
  return new Response(JSON.stringify(toProblem(error)), {
    status: HTTP_STATUS[error.kind],
    headers: { 'Content-Type': PROBLEM_TYPE, ...DATA_HEADERS },
  });
}
