import { deployRelease } from '../../../src/deploy/deploy-release.js';
import { undeployConfig } from '../../../src/deploy/undeploy.js';
import { localPrincipal } from '../../../src/principal.js';
import { mortalServices } from './mortal.js';
import { CURSOR, openWorkbench } from './workbench.js';

/** A process that deploys or undeploys in a workbench of another process, and kills itself before a step of it. */
const [folder = '', deed = '', last = ''] = process.argv.slice(2);
const bench = await openWorkbench({ folder });
const { services, steps } = mortalServices(bench.services, (step) => {
  if (step === Number(last)) process.kill(process.pid, 'SIGKILL');
});
const call = { principal: localPrincipal('tester'), signal: new AbortController().signal };
if (deed === 'deploy') await deployRelease(services, CURSOR, call);
else await undeployConfig(services, CURSOR, call);
process.stdout.write(`survived ${steps.length} steps\n`);
await bench.close();
