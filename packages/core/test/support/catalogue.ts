import { OPERATIONS } from '../../src/catalogue.js';
import { loadCatalogue } from '../../src/load-catalogue.js';

/** Every operation of core. */
export const CATALOGUE = await loadCatalogue(OPERATIONS);
