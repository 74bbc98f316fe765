import { ALL_OPERATIONS } from '../../apps/cli/src/all-operations.js';
import { loadCatalogue } from '../../packages/core/src/load-catalogue.js';

/** Every operation that the product has. */
export const CATALOGUE = await loadCatalogue(ALL_OPERATIONS);
