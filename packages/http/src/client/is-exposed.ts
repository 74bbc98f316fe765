import { isLoopback } from '../middleware/loopback.js';

/** Whether what is sent to this address, credentials too, can be read on its way: plain HTTP that leaves the machine. */
export function isExposed(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname);
}
