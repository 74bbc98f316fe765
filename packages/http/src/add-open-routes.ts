import type { AppParts } from './app-parts.js';
import type { App } from './create-app.js';
import { METADATA_PLACES, resourceMetadata } from './oidc/protected-resource.js';
import { describeApi } from './openapi/describe-api.js';

/** Add what needs no credentials: health, readiness, the public keys, the API's description. */
export function addOpenRoutes(app: App, parts: AppParts): void {
  app.get('/health', (context) => {
    context.header('Cache-Control', 'no-store');
    return context.json({ status: 'ok', ...parts.info });
  });
  app.get('/ready', async (context) => {
    await parts.ready();
    context.header('Cache-Control', 'no-store');
    return context.json({ status: 'ready' });
  });
  app.get('/.well-known/jwks.json', async (context) => {
    context.header('Cache-Control', 'public, max-age=60');
    return context.json(await parts.jwks());
  });
  const { identityProvider } = parts;
  if (identityProvider !== undefined) {
    app.on('GET', [...METADATA_PLACES], (context) => {
      context.header('Cache-Control', 'no-store');
      return context.json(resourceMetadata(context, { ...parts, identityProvider }));
    });
  }
  let document: string | undefined;
  app.get('/openapi.json', (context) => {
    document ??= JSON.stringify(describeApi(parts));
    context.header('Cache-Control', 'public, no-cache');
    return context.body(document, 200, { 'Content-Type': 'application/json' });
  });
}
