import type { Handler } from '../command.js';
import { examine } from '../doctor/examine.js';
import type { Finding } from '../doctor/finding.js';
import { type Block, line, toned } from '../printing/view.js';

const TONES = { ok: 'good', warning: 'warn', error: 'bad' } as const;

/** `doctor`: every finding with what to do. Exits 1 where something is wrong; a warning is not. */
export const doctor: Handler = async ({ home }) => {
  const checks = await examine(home);
  const wrong = checks.filter(({ status }) => status === 'error').length;
  const healthy = wrong === 0;
  const summary = healthy ? toned('Nothing is wrong.', 'good') : toned(`${wrong} wrong.`, 'bad');
  return {
    data: { healthy, checks },
    view: [...checks.flatMap(findingLines), line(summary)],
    exitCode: healthy ? 0 : 1,
  };
};

function findingLines({ name, status, message, fix }: Finding): Block[] {
  return [
    line(toned(status.padEnd(7), TONES[status]), ` ${name}: ${message}`),
    ...(fix === undefined ? [] : [line(`        → ${fix}`)]),
  ];
}
