import { AsyncResource } from 'node:async_hooks';
import type { Engine } from './engine.js';
import type { StorageHandle } from './schema.js';
import { unavailable } from './unavailable.js';
import type { WriteQueue } from './write-queue.js';

/** How many pieces of work one transaction takes, and for how long it waits for them, and goes on taking them, in milliseconds. */
const MOST = 64;
const LONGEST = 20;

/** For how many turns of the event loop more are waited for, after one in which some came: who came alone waits for one. */
const PATIENCE = 2;

/** A piece of work that waits since `added`, and those who wait for it. */
interface Job {
  readonly work: (handle: StorageHandle) => Promise<unknown>;
  readonly added: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one transaction of the writes that wait at the same time: waiting for the disk is most of what a write takes,
 * and takes as long for one as for ten. Each is all or nothing by itself, and sees what those before it did. What has
 * come of any of them is told when the disk has all of them.
 */
export class WriteGroups {
  readonly #queue: WriteQueue;
  readonly #engine: Engine;
  readonly #together: NonNullable<Engine['together']>;
  #waiting: Job[] = [];
  /** Whether a turn was asked for that will take those who wait. */
  #asked = false;
  /** How many the last group was of. */
  #company = 0;

  constructor(queue: WriteQueue, engine: Engine, together: NonNullable<Engine['together']>) {
    this.#queue = queue;
    this.#engine = engine;
    this.#together = together;
  }

  /**
   * Run `work` when everything that was added before has been run.
   * @throws OrchestrationError `unavailable` where its turn came too late.
   * @throws Error where it is called by work that is running, and would wait for itself.
   */
  async run<Result>(work: (handle: StorageHandle) => Promise<Result>): Promise<Result> {
    this.#queue.refuseNested();
    // It runs for who asked for it, whoever asked for the turn.
    const asking = new AsyncResource('WriteGroups', { requireManualDestroy: true });
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        work: (handle) => asking.runInAsyncScope(() => this.#queue.within(() => work(handle))),
        added: performance.now(),
        resolve: resolve as Job['resolve'],
        reject,
      });
      this.#askForTurn();
    });
  }

  #askForTurn(): void {
    if (this.#asked) return;
    this.#asked = true;
    void this.#queue.turn(async () => {
      await this.#untilNoneCome();
      this.#asked = false;
      const [late, jobs] = this.#take();
      for (const job of late) job.reject(unavailable('busy'));
      if (jobs.length > 0) await this.#runGroup(jobs);
      if (this.#waiting.length > 0) this.#askForTurn();
    });
  }

  /** Requests that were read together come here one after the other, within some turns of the event loop. */
  async #untilNoneCome(): Promise<void> {
    const patience = this.#company > 1 ? PATIENCE : 1;
    const end = performance.now() + LONGEST;
    for (let known = 0, quiet = 0; quiet < patience && known < MOST && performance.now() <= end; ) {
      known = this.#waiting.length;
      await new Promise(setImmediate);
      quiet = this.#waiting.length > known ? 0 : quiet + 1;
    }
    this.#company = this.#waiting.length;
  }

  /** Those who have waited too long, and the group that is to run. */
  #take(): [late: Job[], jobs: Job[]] {
    const now = performance.now();
    const jobs = this.#waiting.splice(0, MOST);
    const isLate = ({ added }: Job): boolean => now - added > this.#queue.limit;
    return [jobs.filter(isLate), jobs.filter((job) => !isLate(job))];
  }

  async #runGroup(jobs: readonly Job[]): Promise<void> {
    const [only, ...others] = jobs;
    if (only !== undefined && others.length === 0) {
      await this.#runAlone(only);
      return;
    }
    const outcomes: PromiseSettledResult<unknown>[] = [];
    let begun = Number.NaN;
    try {
      await this.#together(async (attempt) => {
        begun = performance.now();
        for (const { work } of jobs) {
          if (performance.now() - begun > LONGEST) break;
          outcomes.push(await attempt(work));
        }
      });
    } catch (error) {
      await this.#afterFailure(jobs, Number.isNaN(begun) ? error : undefined);
      return;
    }
    this.#waiting.unshift(...jobs.slice(outcomes.length));
    jobs.slice(0, outcomes.length).forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index];
      if (outcome?.status === 'fulfilled') resolve(outcome.value);
      else reject(outcome?.reason);
    });
  }

  /**
   * Nothing of a group was stored: each is told what comes of it alone. Where not even the lock was to be had (`refused`
   * says why), that is what they are told.
   */
  async #afterFailure(jobs: readonly Job[], refused: unknown): Promise<void> {
    let reason = refused;
    for (const job of jobs) {
      if (reason === undefined) reason = await this.#runAlone(job);
      else job.reject(reason);
    }
  }

  /** Gives why it could not begin, where it could not. */
  async #runAlone({ work, resolve, reject }: Job): Promise<unknown> {
    let begun = false;
    const run = (handle: StorageHandle): Promise<unknown> => {
      begun = true;
      return work(handle);
    };
    try {
      resolve(await this.#engine.transaction(run));
      return undefined;
    } catch (error) {
      reject(error);
      return begun ? undefined : error;
    }
  }
}
