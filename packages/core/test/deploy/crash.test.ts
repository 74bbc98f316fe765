import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deployRelease } from '../../src/deploy/deploy-release.js';
import { undeployConfig } from '../../src/deploy/undeploy.js';
import { localPrincipal } from '../../src/principal.js';
import type { Services } from '../../src/services.js';
import { useProgram } from '../storage/programs/start-program.js';
import { tellFigure } from '../support/figure.js';
import { mortalServices } from './support/mortal.js';
import {
  CURSOR,
  discard,
  forgetBackups,
  openWorkbench,
  temporaryFiles,
  type Workbench,
} from './support/workbench.js';

const ROUNDS = process.env.SOAK === undefined ? 1 : 50;
const FIRST = '{\n  // mine\n  "count": 0,\n  "mcpServers": {"other": {"command": "o"}},\n}\n';
const OURS = { files: { command: 'npx', args: ['files'] } };

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  await bench.publish(OURS);
  await bench.write(FIRST);
});
afterEach(() => discard(bench));

async function openIntents(): Promise<number> {
  return (await bench.services.stores.deployments.openIntents('host-1')).length;
}

/** After a death: what is said of the file is true, and the next deploy and undeploy give the first bytes back. */
async function expectAgreement(where: string): Promise<void> {
  const text = bench.read();
  const deployed = text.includes('npx');
  expect(deployed || text === FIRST, where).toBe(true);
  expect(await bench.drift(), where).toMatchObject({ status: deployed ? 'in_sync' : 'not_deployed' });
  expect(await bench.deploy(), where).toMatchObject({ status: deployed ? 'unchanged' : 'deployed' });
  expect(await openIntents(), where).toBe(0);
  expect(await temporaryFiles(bench.target), where).toEqual([]);
  expect(await bench.undeploy(), where).toMatchObject({ restored: true });
  expect(bench.read(), where).toBe(FIRST);
}

describe('a process killed at any step', () => {
  const start = useProgram('killed-deed', new URL('./support/x', import.meta.url).href);

  test.each(['deploy', 'undeploy'])(
    'of %s: file and record agree after the next command',
    { timeout: 3_600_000 },
    async (deed) => {
      let kills = 0;
      const began = Date.now();
      for (let round = 0; round < ROUNDS; round += 1) {
        for (let step = 0; ; step += 1) {
          if (deed === 'undeploy') await bench.deploy();
          const program = start([bench.folder, deed, `${step}`]);
          const end = await program.ended;
          if (end === 0) {
            if (deed === 'deploy') await bench.undeploy();
            break;
          }
          expect(end, program.complaints()).toBe('SIGKILL');
          kills += 1;
          await expectAgreement(`${deed} killed at step ${step}`);
          await forgetBackups(bench);
        }
      }
      expect(kills).toBeGreaterThanOrEqual(15 * ROUNDS);
      const seconds = Math.round((Date.now() - began) / 1000);
      tellFigure(
        `${kills} SIGKILLs of a ${deed}, at each step ${ROUNDS} times: 0 disagreements, ${seconds} s`,
      );
    },
  );

  test('of several that deploy at once one writes, and the others find it done', async () => {
    const programs = Array.from({ length: 4 }, () => start([bench.folder, 'deploy', 'never']));
    for (const program of programs) expect(await program.ended, program.complaints()).toBe(0);
    const entries = await bench.services.stores.audit.list({ limit: 100, operation: 'deploy_config' });
    const phases = entries.map(({ detail }) => (detail as { phase?: string }).phase);
    expect(phases.filter((phase) => phase === 'done')).toHaveLength(1);
    await expectAgreement('four at once');
  });
});

/** A process that dies, played: from a step on, whatever it tries fails. */
function dyingAt(last: number): { services: Services; steps: string[] } {
  return mortalServices(bench.services, (step) => {
    if (step >= last) throw new Error('dead');
  });
}

const call = { principal: localPrincipal('tester'), signal: new AbortController().signal };
const DEEDS = {
  deploy: (services: Services) => deployRelease(services, { ...CURSOR, force: true }, call),
  undeploy: (services: Services) => undeployConfig(services, CURSOR, call),
};

describe.each(Object.entries(DEEDS))('where somebody edits the file after a %s died', (name, deed) => {
  const addOne = (text: string): string => text.replace('"count": 0', '"count": 1');

  test('the edit stays, and what is ours is still known to be', async () => {
    for (let step = 0; ; step += 1) {
      await forgetBackups(bench);
      await bench.write(FIRST);
      if (name === 'undeploy') await bench.deploy();
      const { services, steps } = dyingAt(step);
      await deed(services).catch(() => undefined);
      if (steps.length <= step) break;
      const where = `${name} died at step ${step} (${steps[step]})`;
      const deployed = bench.read().includes('npx');
      await bench.write(addOne(bench.read()));
      expect(await bench.drift(), where).toMatchObject({ status: deployed ? 'in_sync' : 'not_deployed' });
      expect(await bench.deploy(), where).toMatchObject({ status: deployed ? 'unchanged' : 'deployed' });
      expect(bench.read(), where).toContain('"count": 1');
      await bench.undeploy();
      expect(bench.read(), where).toBe(addOne(FIRST));
      expect(await temporaryFiles(bench.target), where).toEqual([]);
      expect(await openIntents(), where).toBe(0);
    }
  });
});

test('a forced deploy that died and whose file was edited since gives back what it went over', async () => {
  const theirs = FIRST.replace('"other": {"command": "o"}', '"files": {"command": "theirs"}');
  let recorded = 0;
  for (let step = 0; ; step += 1) {
    await forgetBackups(bench);
    await bench.write(theirs);
    const { services, steps } = dyingAt(step);
    await DEEDS.deploy(services).catch(() => undefined);
    if (steps.length <= step) break;
    const deployed = bench.read().includes('npx');
    await bench.write(bench.read().replace('"count": 0', '"count": 1'));
    await bench.deploy({ force: true });
    await bench.undeploy();
    expect(bench.read(), `died at step ${step} (${steps[step]})`).toBe(
      theirs.replace('"count": 0', '"count": 1'),
    );
    recorded += deployed ? 1 : 0;
  }
  expect(recorded).toBeGreaterThan(2);
});

test('a process that died waiting leaves no lock behind', async () => {
  const { services } = dyingAt(8);
  await DEEDS.deploy(services).catch(() => undefined);
  expect(await bench.deploy()).toMatchObject({ status: 'deployed' });
});
