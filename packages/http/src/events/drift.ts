import type { DriftEvent } from '@mcp-orchestration/core';
import type { Event } from './event.js';

/** Tells when a client's file drifts, in this process alone. */
export interface DriftSource {
  /** Be told from now on. Gives the way to stop it. */
  subscribe(listener: (event: DriftEvent) => void): () => void;
}

/** The event of a drift. The file's place on this machine stays here. Nobody knows who changed it. */
export function driftEvent({ at, client_id, profile_id, cause, status, servers }: DriftEvent): Event {
  return {
    type: 'drift.detected',
    at,
    client_id,
    profile_id,
    cause,
    status,
    servers: servers.map(({ name, state }) => ({ server_name: name, state })),
  };
}
