import { expect, test } from 'vitest';
import { useProgram } from '../storage/programs/start-program.js';
import { tellFigure } from '../support/figure.js';
import { discard, openWorkbench } from './support/workbench.js';

const SIZE = 256 * 1024;
const STEP = process.env.SOAK === undefined ? 16 * 1024 : 1024;

interface Outcome {
  readonly bytes: number;
  readonly outcome: string;
  readonly file: 'first' | 'deployed' | 'torn';
  readonly left: number;
  readonly restored: boolean;
}

const start = useProgram('full-disk', new URL('./support/x', import.meta.url).href);

test.runIf(process.platform === 'linux')(
  'a disk that is full at any byte tears no file and leaves none behind',
  { timeout: 3_600_000 },
  async () => {
    const bench = await openWorkbench();
    await bench.publish({ files: { command: 'npx' } });
    const program = start([bench.folder, `${SIZE}`, `${STEP}`]);
    expect(await program.ended, program.complaints()).toBe(0);
    const outcomes = program.lines.map((line): Outcome => JSON.parse(line));
    expect(outcomes.length).toBeGreaterThanOrEqual(SIZE / STEP);
    expect(outcomes.filter(({ file, left, restored }) => file === 'torn' || left > 0 || !restored)).toEqual(
      [],
    );
    for (const { outcome, file, bytes } of outcomes) {
      expect(file === 'deployed', `limit of ${bytes} bytes: ${outcome}`).toBe(outcome === 'deployed');
    }
    const seen = new Set(outcomes.map(({ outcome }) => outcome));
    expect(seen).toContain('deployed');
    expect(seen).toContain('config_unwritable');
    tellFigure(
      `${outcomes.length} deploys with the disk full at every ${STEP} bytes of ${SIZE}: 0 torn files`,
    );
    await discard(bench);
  },
);
