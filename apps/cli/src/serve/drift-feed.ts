import { type DriftEvent, jsonEqual, watchFiles } from '@mcp-orchestration/core';
import type { Local } from '../compose.js';
import type { Log } from './log.js';

/** How often it is looked whether something is deployed in other files than before, in milliseconds. */
const LOOK_EVERY = 2_000;

/** What has become of a file that says that somebody else changed what was deployed in it. */
const DRIFT = new Set<DriftEvent['cause']>([
  'edited',
  'entry_removed',
  'file_replaced',
  'file_gone',
  'file_unreadable',
]);

/** Tells whoever listens when a client's file drifts. */
export interface DriftFeed {
  /** Be told of each drift from now on. Gives the way to stop it. */
  subscribe(listener: (event: DriftEvent) => void): () => void;
  /** Watch until {@link DriftFeed.stop}. Nothing is thrown: what goes wrong is logged, and tried again. */
  run(): Promise<void>;
  stop(): void;
}

/**
 * Watch every file that something is deployed in on this host, those of later deployments too. Each drift is told
 * once; again when it changes, or when the file was as deployed in between.
 */
export function createDriftFeed({ core, principal }: Pick<Local, 'core' | 'principal'>, log: Log): DriftFeed {
  const listeners = new Set<(event: DriftEvent) => void>();
  const stopping = new AbortController();
  const known = new Map<string, unknown>();

  const tell = (event: DriftEvent): void => {
    const file = `${event.client_id}/${event.profile_id} ${event.config_path}`;
    const stand = [event.cause, event.servers];
    if (jsonEqual(known.get(file), stand)) return;
    known.set(file, stand);
    if (!DRIFT.has(event.cause)) return;
    const { client_id, profile_id, cause, status } = event;
    log('warning', { event: 'drift.detected', client_id, profile_id, cause, status });
    for (const listener of listeners) listener(event);
  };

  const deployed = async (): Promise<string[]> => {
    const { deployments } = core.database.stores;
    const records = await deployments.list(core.machine.hostId);
    return records.map(({ client_id, profile_id, target }) => `${client_id}/${profile_id} ${target}`).sort();
  };

  /** Watch the files of now, until there are others. */
  const watchOnce = async (): Promise<void> => {
    const files = await deployed();
    const round = new AbortController();
    const look = setInterval(() => {
      deployed().then(
        (others) => jsonEqual(others, files) || round.abort(),
        () => undefined,
      );
    }, LOOK_EVERY);
    try {
      const signal = AbortSignal.any([round.signal, stopping.signal]);
      if (files.length === 0) await aborted(signal);
      else for await (const event of watchFiles(core, {}, { principal, signal })) tell(event);
    } finally {
      clearInterval(look);
    }
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async run() {
      while (!stopping.signal.aborted) {
        await watchOnce().catch(async (error: unknown) => {
          log('error', { event: 'watch_failed', error: String(error) });
          await aborted(AbortSignal.any([stopping.signal, AbortSignal.timeout(LOOK_EVERY)]));
        });
      }
    },
    stop: () => stopping.abort(),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
