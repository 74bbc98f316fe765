import { cliPage } from './cli-page.js';
import { clientsPage } from './clients-page.js';
import { errorsPage } from './errors-page.js';
import { operationsPage } from './operations-page.js';
import { permissionsPage } from './permissions-page.js';
import { serversPage } from './servers-page.js';

/** The pages that are made from the catalogue and the data, by their path from the root. */
export const REFERENCE_PAGES: Readonly<Record<string, () => string>> = {
  'docs/reference/operations.md': operationsPage,
  'docs/reference/cli.md': cliPage,
  'docs/reference/errors.md': errorsPage,
  'docs/reference/permissions.md': permissionsPage,
  'docs/reference/clients.md': clientsPage,
  'docs/reference/servers.md': serversPage,
};
