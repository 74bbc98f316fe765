import { describe, expect, it } from 'vitest';
import type { DriftReport } from '../../src/deploy/check-drift.js';
import type { DriftStatus, EntryState } from '../../src/deploy/classify-drift.js';
import { causeOf, changedServers } from '../../src/deploy/drift-event.js';

function report(status: DriftStatus, ...states: EntryState[]): DriftReport {
  const servers = states.map((state, at) => ({ name: `s${at}`, state }));
  const facts = { deployed_version: 1, deployed_at: null, latest_version: 1, config_path: '/file' };
  return { client_id: 'cursor', profile_id: 'default', ...facts, status, servers };
}

const SAME = { before: '1:1', now: '1:1' };
const OTHER = { before: '1:1', now: '1:2' };
const GONE = { before: '1:1', now: undefined };

describe('the cause of a drift', () => {
  it.each([
    ['in_sync', report('in_sync', 'clean', 'foreign'), OTHER],
    ['edited', report('drifted', 'drifted', 'missing'), SAME],
    ['edited', report('conflict', 'conflict'), OTHER],
    ['entry_removed', report('drifted', 'missing', 'clean'), OTHER],
    ['entry_removed', report('drifted', 'missing', 'foreign'), OTHER],
    ['entry_removed', report('drifted', 'missing'), SAME],
    ['file_replaced', report('drifted', 'missing', 'missing'), OTHER],
    ['file_gone', report('drifted', 'missing'), GONE],
    ['file_unreadable', report('unreadable'), SAME],
    ['not_deployed', report('not_deployed', 'pending'), GONE],
    ['outdated', report('pending', 'clean', 'pending'), SAME],
  ] as const)('is %s', (cause, drift, seen) => {
    expect(causeOf(drift, seen)).toBe(cause);
  });

  it('is of our servers alone', () => {
    const states = ['clean', 'drifted', 'missing', 'conflict', 'foreign', 'pending', 'converged'] as const;
    expect(changedServers(report('conflict', ...states)).map(({ state }) => state)).toEqual([
      'drifted',
      'missing',
      'conflict',
    ]);
  });
});
