import { FIRST_VERSION } from './first-version.js';
import { main } from './main.js';
import { buildSingleProgram } from './program.js';

/** Run a binary of the first version. */
export async function runFirstVersion(name: keyof typeof FIRST_VERSION): Promise<void> {
  await main((run) => buildSingleProgram({ name, spec: FIRST_VERSION[name] }, run));
}
