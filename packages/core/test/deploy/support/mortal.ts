import type { Services } from '../../../src/services.js';
import { steppedFiles } from './stepped-files.js';

/** Services whose every step, of files and of the database, is counted, and may be the last. */
export function mortalServices(services: Services, before: (step: number, name: string) => void) {
  const steps: string[] = [];
  const count = (name: string): void => {
    steps.push(name);
    before(steps.length - 1, name);
  };
  const mortal: Services = {
    ...services,
    files: steppedFiles((_step, name) => count(name)),
    async change(work, facts) {
      count('before change');
      const result = await services.change(work, facts);
      count('after change');
      return result;
    },
  };
  return { services: mortal, steps };
}
