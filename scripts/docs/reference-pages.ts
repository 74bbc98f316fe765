import { cliPage } from './cli-page.js';
import { clientsPage } from './clients-page.js';
import { errorsPage } from './errors-page.js';
import { operationsPage } from './operations-page.js';
import { performancePage, performancePlot } from './performance-page.js';
import { permissionsPage } from './permissions-page.js';
import { serversPage } from './servers-page.js';

/** The files of the documents that are made from the catalogue, the data and what was measured, by their path. */
export const REFERENCE_PAGES: Readonly<Record<string, () => string>> = {
  'docs/reference/operations.md': operationsPage,
  'docs/reference/cli.md': cliPage,
  'docs/reference/errors.md': errorsPage,
  'docs/reference/permissions.md': permissionsPage,
  'docs/reference/clients.md': clientsPage,
  'docs/reference/servers.md': serversPage,
  'docs/performance.md': performancePage,
  'docs/performance.svg': performancePlot,
};
