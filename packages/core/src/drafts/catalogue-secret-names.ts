import { BUNDLED_SERVERS } from '../registry/servers/bundled-servers.js';

/** The variables that the bundled catalogue marks as secret. */
export const catalogueSecretNames: ReadonlySet<string> = new Set(
  BUNDLED_SERVERS.flatMap(({ env_vars }) => env_vars.filter(({ secret }) => secret).map(({ name }) => name)),
);
