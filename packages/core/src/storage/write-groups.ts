import type { Engine } from './engine.js';
import type { StorageHandle } from './schema.js';
import type { WriteQueue } from './write-queue.js';

/** How many pieces of work one transaction takes, and for how long it goes on taking them, in milliseconds. */
const MOST = 64;
const LONGEST = 20;

/** A piece of work that waits, and those who wait for it. */
interface Job {
  readonly work: (handle: StorageHandle) => Promise<unknown>;
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
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Job['resolve'], reject });
      if (this.#waiting.length === 1) this.#runSoon();
    });
  }

  #runSoon(): void {
    const run = async (): Promise<void> => {
      await this.#untilNoneCome();
      await this.#runGroup(this.#waiting.splice(0, MOST));
      if (this.#waiting.length > 0) this.#runSoon();
    };
    this.#queue.turn(run).catch((error: unknown) => {
      for (const job of this.#waiting.splice(0)) job.reject(error);
    });
  }

  /** Requests that were read together come here one after the other, within some turns of the event loop. */
  async #untilNoneCome(): Promise<void> {
    for (let known = 0; known < this.#waiting.length && known < MOST; ) {
      known = this.#waiting.length;
      await new Promise(setImmediate);
    }
  }

  async #runGroup(jobs: readonly Job[]): Promise<void> {
    const [only, ...others] = jobs;
    if (only !== undefined && others.length === 0) return this.#runAlone(only);
    const outcomes: PromiseSettledResult<unknown>[] = [];
    let begun = Number.NaN;
    try {
      await this.#together(async (attempt) => {
        begun = performance.now();
        for (const { work } of jobs) {
          if (performance.now() - begun > LONGEST) break;
          outcomes.push(await attempt((handle) => this.#queue.within(() => work(handle))));
        }
      });
    } catch (error) {
      // Without the lock none of them can be run; else each is told what comes of it alone.
      for (const job of jobs) {
        if (Number.isNaN(begun)) job.reject(error);
        else await this.#runAlone(job);
      }
      return;
    }
    this.#waiting.unshift(...jobs.slice(outcomes.length));
    jobs.slice(0, outcomes.length).forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index];
      if (outcome?.status === 'fulfilled') resolve(outcome.value);
      else reject(outcome?.reason);
    });
  }

  async #runAlone({ work, resolve, reject }: Job): Promise<void> {
    await this.#engine.transaction((handle) => this.#queue.within(() => work(handle))).then(resolve, reject);
  }
}
