import { createHash } from 'node:crypto';
import { createAuthenticate, createTokenStore } from '@mcp-orchestration/auth';
import { type Benchmark, type Figure, spreadOf } from './benchmark.js';
import { type BenchHome, withBenchHome } from './support/bench-home.js';
import { fillTokens } from './support/fill.js';
import { timeEach } from './support/timed.js';

const TOKENS = 100_000;
const CHECKED = 2_000;
const ROUNDS = 9;

/** The check of a bearer token among 100,000: of one that was not seen before, and of one that was a moment ago. */
export const benchmarkTokens: Benchmark = () =>
  withBenchHome(async (home) => {
    const secrets = await fillTokens(home, TOKENS);
    const at = (round: number, index: number): string =>
      secrets[(round * CHECKED + index * 37) % TOKENS] ?? '';
    return [
      await figure(
        'token.cold',
        `A token that was not seen before, among ${TOKENS}, beyond its SHA-256`,
        async (round) => {
          const authenticate = authenticatorOf(home);
          const check = await timeEach(CHECKED, (index) =>
            authenticate({ authorization: `Bearer ${at(round, index)}` }),
          );
          return check - (await timeEach(CHECKED, (index) => hash(at(round, index))));
        },
      ),
      await figure('token.warm', 'A token that was seen a moment ago', async (round) => {
        const authenticate = authenticatorOf(home);
        const authorization = `Bearer ${at(round, 0)}`;
        return timeEach(20_000, () => authenticate({ authorization }));
      }),
    ];
  });

export function authenticatorOf({ core }: BenchHome) {
  return createAuthenticate({
    tokens: createTokenStore(core.database.handle as never),
    usage: { count: () => undefined },
    clock: core.clock,
  });
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

async function figure(id: string, what: string, round: (index: number) => Promise<number>): Promise<Figure> {
  for (let warmUp = 0; warmUp < 2; warmUp += 1) await round(ROUNDS + warmUp);
  const times: number[] = [];
  for (let index = 0; index < ROUNDS; index += 1) times.push(await round(index));
  return { id, what, unit: 'µs', rounds: ROUNDS, ours: spreadOf(times) };
}
