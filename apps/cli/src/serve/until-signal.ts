/** Resolves at the first SIGINT or SIGTERM. The next one ends the process at once. */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const first = (signal: NodeJS.Signals): void => {
      for (const each of SIGNALS) {
        process.removeListener(each, first);
        process.once(each, () => process.exit(EXIT_CODES[each]));
      }
      resolve(signal);
    };
    for (const signal of SIGNALS) process.on(signal, first);
  });
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** 128 and the number of the signal, as shells have it. */
const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143 };
