/** The mean time of one of `count` runs, one after the other, in microseconds. */
export async function timeEach(count: number, work: (index: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) await work(index);
  return ((performance.now() - start) / count) * 1000;
}

/** Run so often that it takes a while, five times, and give the least mean time of one run, in microseconds. */
export async function leastTime(work: (index: number) => unknown): Promise<number> {
  const once = await timeEach(2, work);
  const count = Math.max(3, Math.min(2_000, Math.ceil(100_000 / once)));
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) times.push(await timeEach(count, work));
  return Math.min(...times);
}
