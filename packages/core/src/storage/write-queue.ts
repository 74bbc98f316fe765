import { AsyncLocalStorage } from 'node:async_hooks';
import { unavailable } from './unavailable.js';

/** How long a write waits for others of its own process, in milliseconds. */
const TURN_LIMIT_MS = 30_000;

/**
 * The writes of one process, one at a time and in order: of the processes that wait for the database's lock, each
 * waits once, and writers never take all connections of a pool from the readers.
 */
export class WriteQueue {
  /** How long a write waits for its turn, in milliseconds. */
  readonly limit: number;
  readonly #current = new AsyncLocalStorage<{ ended: boolean }>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param limit How long a write waits for its turn, in milliseconds. */
  constructor(limit: number = TURN_LIMIT_MS) {
    this.limit = limit;
  }

  /**
   * Run `work` when everything that was added before has ended.
   * @throws OrchestrationError `unavailable` where its turn came too late.
   * @throws Error where it is called by work that is running, and would wait for itself.
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.refuseNested();
    const added = performance.now();
    return this.turn(() => {
      if (performance.now() - added > this.limit) throw unavailable('busy');
      return this.within(work);
    });
  }

  /** The same, however late its turn comes, for what runs each piece of its work {@link within}. */
  turn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    const last: Promise<unknown> = turn.catch(() => undefined).then(() => this.#rest(last));
    this.#last = last;
    return turn;
  }

  /** Run work whose turn it is. */
  async within<Result>(work: () => Promise<Result>): Promise<Result> {
    const state = { ended: false };
    try {
      return await this.#current.run(state, work);
    } finally {
      state.ended = true;
    }
  }

  /** @throws Error where it is called by work that is running. */
  refuseNested(): void {
    if (this.#current.getStore()?.ended === false)
      throw new Error('A transaction was begun inside another one.');
  }

  /** Settles when everything that was added has ended. */
  async idle(): Promise<void> {
    for (let last: Promise<unknown> | undefined; last !== this.#last; ) {
      last = this.#last;
      await last;
    }
  }

  /** While a storage is in use, Node 20 and 22 follow every promise of the process, which slows down all of them. */
  #rest(last: Promise<unknown>): void {
    if (this.#last === last) this.#current.disable();
  }
}
