import { isIPv6 } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/**
 * The address that a request comes from, for counting: behind a reverse proxy that is trusted, the last one of
 * X-Forwarded-For, which is the one that the proxy itself has seen. Of an IPv6 address only the network (/64) counts,
 * since one caller has all of it.
 */
export function callerAddress(
  context: Context,
  { trustProxy = false }: { trustProxy?: boolean | undefined },
): string {
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>;
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const address = forwarded === undefined || forwarded === '' ? incoming?.socket.remoteAddress : forwarded;
  return networkOf(address ?? 'unknown');
}

/** An IPv4 address as it is; of an IPv6 address its first four groups; anything else as it is. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - last.length) }, () => '0');
  const all = [...groups, ...zeros, ...last].slice(0, 4);
  return `${all.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
