import { serveStdio } from '../../src/serve-stdio.js';
import { openWorkshop } from './workshop.js';

/** A process that serves one session over its standard streams. Argument: the folder of a workshop. */
const workshop = await openWorkshop(process.argv[2]);
await serveStdio(workshop.parts());
await workshop.core.close();
process.stderr.write('closed\n');
