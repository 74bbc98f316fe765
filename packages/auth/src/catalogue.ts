/** Every operation on tokens by its name; see core's `OPERATIONS`. */
export const AUTH_OPERATIONS = {
  create_token: async () => (await import('./operations/create-token.js')).createToken,
  list_tokens: async () => (await import('./operations/list-tokens.js')).listTokens,
  rotate_token: async () => (await import('./operations/rotate-token.js')).rotateToken,
  revoke_token: async () => (await import('./operations/revoke-token.js')).revokeToken,
} as const;
