import type { JsonObject } from '../json.js';

/** The private keys of this host. */
export interface KeyFiles {
  /** The folder that holds them. */
  readonly folder: string;
  /** Make an Ed25519 key and store its private half, exclusively, 0600. Gives its thumbprint and public JWK. */
  generate(): Promise<{ readonly key_id: string; readonly public_jwk: JsonObject; readonly path: string }>;
  /** Whether this host holds the private half. */
  has(keyId: string): Promise<boolean>;
  /** Take away a private half that was made and is not wanted (a race lost). */
  discard(keyId: string): Promise<void>;
  /**
   * Sign canonical bytes as a compact JWS (alg EdDSA, typ `mcp-release+jws`, kid).
   * @throws OrchestrationError `key_unavailable` where this host does not hold the key.
   */
  sign(keyId: string, bytes: Uint8Array): Promise<string>;
}
