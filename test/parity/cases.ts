import { catalogueCases } from './cases/catalogue-cases.js';
import { deployCases } from './cases/deploy-cases.js';
import { draftCases } from './cases/draft-cases.js';
import { keyAndTokenCases } from './cases/key-and-token-cases.js';
import { permissionCases } from './cases/permission-cases.js';
import { releaseCases } from './cases/release-cases.js';
import { severalClientsCases } from './cases/several-clients-cases.js';
import type { ParityCase } from './parity-case.js';

/** Every case of the parity suite. */
export const CASES: readonly ParityCase[] = [
  ...catalogueCases,
  ...draftCases,
  ...releaseCases,
  ...deployCases,
  ...keyAndTokenCases,
  ...permissionCases,
  ...severalClientsCases,
];
