/** Values that come when they come, asked for one after another. A value that waits already is not queued twice. */
export interface SignalQueue<Value> extends AsyncIterable<Value> {
  push(value: Value): void;
}

/** Make a queue that ends when the signal is aborted. */
export function createSignalQueue<Value>(signal: AbortSignal): SignalQueue<Value> {
  const waiting = new Set<Value>();
  let wake: (() => void) | undefined;
  const awake = (): void => {
    wake?.();
    wake = undefined;
  };
  signal.addEventListener('abort', awake, { once: true });
  return {
    push(value) {
      waiting.add(value);
      awake();
    },
    async *[Symbol.asyncIterator]() {
      while (!signal.aborted) {
        const [next] = waiting;
        if (next !== undefined) {
          waiting.delete(next);
          yield next;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
