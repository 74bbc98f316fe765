const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]|::1)$/;

/** Whether a host name, without its port, is one of this machine's own. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * The host name of a Host header, lower-case and without its port; undefined where it is no plain name: a user part,
 * a zone, blanks, a trailing dot.
 */
export function hostnameOf(header: string): string | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::[0-9]{1,5})?$/.exec(
    header.toLowerCase(),
  );
  return match?.[1];
}
