import { setTimeout as sleep } from 'node:timers/promises';
import { isSqliteBusy } from './sqlite-errors.js';

/** How long other processes may hold the lock before a writer gives up, in milliseconds. */
const BUSY_LIMIT_MS = 10_000;

/** The longest pause between two attempts, in milliseconds. Short, so that one who waits long is not overtaken for ever. */
const LONGEST_PAUSE_MS = 16;

/**
 * Repeat a step while other processes hold the lock that it needs, for ten seconds. The pauses are timers, not
 * SQLite's own waiting, which would stop everything else in this process; they are random, so that those who wait
 * do not keep meeting.
 */
export async function retryWhileBusy<Result>(
  step: () => Result | Promise<Result>,
  limit: number = BUSY_LIMIT_MS,
): Promise<Result> {
  const deadline = performance.now() + limit;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await step();
    } catch (error) {
      if (!isSqliteBusy(error) || performance.now() > deadline) throw error;
    }
    await sleep(pause * (0.5 + Math.random() / 2));
  }
}
