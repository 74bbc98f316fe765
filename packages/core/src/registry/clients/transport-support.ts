import { type ClientDefinition, isRemoteShape } from './client-definition.js';

/** How a client reaches servers of a transport: by itself, through a local process, or not at all. */
export type TransportSupport = 'native' | 'bridge' | 'none';

/** How a client reaches servers of each transport. */
export function transportSupport(
  client: ClientDefinition,
): Record<'stdio' | 'http' | 'sse', TransportSupport> {
  const { http, sse } = client.shape;
  return {
    stdio: 'native',
    http: isRemoteShape(http) ? 'native' : http,
    sse: isRemoteShape(sse) ? 'native' : sse,
  };
}
