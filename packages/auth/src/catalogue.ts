import { createToken } from './operations/create-token.js';
import { listTokens } from './operations/list-tokens.js';
import { revokeToken } from './operations/revoke-token.js';
import { rotateToken } from './operations/rotate-token.js';

/** Every operation on tokens. */
export const AUTH_CATALOGUE = [createToken, listTokens, rotateToken, revokeToken] as const;
