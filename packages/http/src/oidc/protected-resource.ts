import { PERMISSIONS, ROLES } from '@mcp-orchestration/core';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv, AppParts, ProtectedBy } from '../app-parts.js';

/** Where RFC 9728 has clients look. */
const PLACE = '/.well-known/oauth-protected-resource';

/** Its places here: of the whole server, and of MCP, for which clients look first. */
export const METADATA_PLACES = [PLACE, `${PLACE}/mcp`] as const;

/** The metadata of RFC 9728: which provider's tokens are taken here, and the scopes that mean something. */
export function resourceMetadata(
  context: Context,
  parts: Pick<AppParts, 'trustProxy' | 'info'> & { readonly identityProvider: ProtectedBy },
): Record<string, unknown> {
  return {
    resource: resourceOf(context, parts),
    resource_name: parts.info.name,
    authorization_servers: [parts.identityProvider.issuer],
    bearer_methods_supported: ['header'],
    scopes_supported: [...PERMISSIONS, ...Object.keys(ROLES).map((role) => `role:${role}`)],
  };
}

/** Leave the metadata's address for the answer that refuses a caller. */
export function nameResourceMetadata(parts: AppParts): MiddlewareHandler<AppEnv> {
  const { identityProvider, trustProxy } = parts;
  return async (context, next) => {
    if (identityProvider !== undefined) {
      const { origin } = new URL(resourceOf(context, { identityProvider, trustProxy }));
      context.set('resourceMetadata', `${origin}${PLACE}`);
    }
    await next();
  };
}

/** This server as the provider knows it: the audience, where that is an address; else the address that was asked. */
function resourceOf(
  context: Context,
  { identityProvider, trustProxy }: Pick<AppParts, 'trustProxy'> & { readonly identityProvider: ProtectedBy },
): string {
  const { audience } = identityProvider;
  if (/^https?:\/\//.test(audience) && URL.canParse(audience)) return audience;
  const asked = new URL(context.req.url);
  const secure = trustProxy === true && context.req.header('x-forwarded-proto') === 'https';
  return `${secure ? 'https:' : asked.protocol}//${asked.host}`;
}
