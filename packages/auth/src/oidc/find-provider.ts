import { z } from 'zod';

/** How long the provider may take to answer, in milliseconds. */
const PATIENCE = 5_000;

/** The largest document that is read, in characters. */
const LARGEST = 262_144;

/** Where a provider describes itself: OpenID Connect's place, then RFC 8414's. */
const PLACES = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'] as const;

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/**
 * Find out where an issuer keeps its keys.
 * @throws Error where it does not answer, says it is another, or keeps them where others could read along.
 */
export async function findKeysAddress(issuer: string, send: typeof fetch = fetch): Promise<URL> {
  for (const place of PLACES) {
    const response = await send(placeOf(issuer, place), {
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) {
      await response.body?.cancel();
      continue;
    }
    const text = await response.text();
    if (text.length > LARGEST) throw new Error('The description of the identity provider is too large.');
    const metadata = metadataSchema.parse(JSON.parse(text));
    if (metadata.issuer !== issuer) throw new Error(`The identity provider says it is ${metadata.issuer}.`);
    return requireSafe(new URL(metadata.jwks_uri));
  }
  throw new Error(`There is no identity provider at ${issuer}.`);
}

/** OpenID Connect puts its place behind the issuer's path, RFC 8414 before it. */
function placeOf(issuer: string, place: (typeof PLACES)[number]): string {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return place === PLACES[0] ? `${origin}${path}${place}` : `${origin}${place}${path}`;
}

/**
 * Keys come over TLS, or from this machine.
 * @throws Error where they would not.
 */
export function requireSafe(address: URL): URL {
  const local = /^(?:localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(address.hostname);
  if (address.protocol === 'https:' || (address.protocol === 'http:' && local)) return address;
  throw new Error(`${address.origin} is not https.`);
}
