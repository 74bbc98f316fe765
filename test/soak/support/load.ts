/** Do something for each number below `count`, so many at once, in order of beginning. */
export async function forEachOf(
  {
    count,
    from = 0,
    atOnce = 8,
  }: { readonly count: number; readonly from?: number; readonly atOnce?: number },
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
