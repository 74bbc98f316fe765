import type { Stores } from '../ports/stores.js';
import { keyThumbprint, type PublicJwk, publicJwkSchema } from './public-jwk.js';
import { RELEASE_ALGORITHM } from './release-jws.js';

/** A public key as a JWK set names it. */
export type ReleaseJwk = PublicJwk & { readonly kid: string; readonly alg: string; readonly use: 'sig' };

/**
 * The JWK set of `/.well-known/jwks.json` (RFC 7517): every key whose releases verify, active and retired. Revoked
 * keys are left out, so that others refuse what we refuse.
 */
export async function publicJwks(stores: Pick<Stores, 'keys'>): Promise<{ keys: ReleaseJwk[] }> {
  const keys = await stores.keys.list();
  return {
    keys: keys
      .filter((key) => key.status !== 'revoked')
      .flatMap((key): ReleaseJwk[] => {
        const jwk = publicJwkSchema.safeParse(key.public_jwk).data;
        if (jwk === undefined || keyThumbprint(jwk) !== key.key_id) return [];
        return [{ ...jwk, kid: key.key_id, alg: RELEASE_ALGORITHM, use: 'sig' }];
      }),
  };
}
