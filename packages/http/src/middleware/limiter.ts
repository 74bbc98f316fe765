import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** What has become of one attempt. */
export interface Taken {
  readonly refused: boolean;
  /** How many are left in this window. */
  readonly left: number;
  /** Whole seconds until the window ends. */
  readonly seconds: number;
}

/** Make a counter of attempts by key: so many in a minute, in this process. */
export function createLimiter(perMinute: number): (key: string) => Promise<Taken> {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const toTaken = (state: RateLimiterRes, refused: boolean): Taken => ({
    refused,
    left: Math.max(0, state.remainingPoints),
    seconds: Math.ceil(state.msBeforeNext / 1000),
  });
  return async (key) => {
    try {
      return toTaken(await limiter.consume(key), false);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return toTaken(refusal, true);
      throw refusal;
    }
  };
}
