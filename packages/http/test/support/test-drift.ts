import type { DriftEvent } from '@mcp-orchestration/core';
import type { DriftSource } from '../../src/events/drift.js';

/** A source of drifts that are told by hand. */
export interface TestDrift extends DriftSource {
  tell(changes: Partial<DriftEvent>): void;
  /** How many listen. */
  listeners(): number;
}

export function testDrift(): TestDrift {
  const listeners = new Set<(event: DriftEvent) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(changes) {
      const event: DriftEvent = {
        at: '2026-01-01T00:00:00.000Z',
        client_id: 'cursor',
        profile_id: 'default',
        config_path: '/home/me/secret-place',
        cause: 'edited',
        status: 'drifted',
        servers: [],
        ...changes,
      };
      for (const listener of listeners) listener(event);
    },
    listeners: () => listeners.size,
  };
}
