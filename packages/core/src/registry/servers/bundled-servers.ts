import { DATABASES } from './data/databases.js';
import { DEVELOPMENT } from './data/development.js';
import { FILES_AND_MEMORY } from './data/files-and-memory.js';
import { OPERATIONS_AND_CLOUD } from './data/operations-and-cloud.js';
import { WEB_AND_SEARCH } from './data/web-and-search.js';
import { WORK_AND_BUSINESS } from './data/work-and-business.js';
import type { ServerDefinition } from './server-definition.js';

/** The catalogue that comes with the package, by id. */
export const BUNDLED_SERVERS: readonly ServerDefinition[] = [
  ...FILES_AND_MEMORY,
  ...WEB_AND_SEARCH,
  ...DATABASES,
  ...DEVELOPMENT,
  ...OPERATIONS_AND_CLOUD,
  ...WORK_AND_BUSINESS,
].toSorted((left, right) => (left.server_id < right.server_id ? -1 : 1));
