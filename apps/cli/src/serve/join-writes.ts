/** Writes text: each by itself, or several at once. */
export interface JoinedWrites {
  readonly write: (text: string) => void;
  /** Do something, and write what it wrote at once, before this returns. */
  readonly together: (work: () => void) => void;
}

/** Make {@link JoinedWrites}: a busy server logs many requests at a time, and each write is a call of the system. */
export function joinWrites(write: (text: string) => void): JoinedWrites {
  let held: string | undefined;
  return {
    write(text) {
      if (held === undefined) write(text);
      else held += text;
    },
    together(work) {
      if (held !== undefined) return work();
      held = '';
      try {
        work();
      } finally {
        const text = held;
        held = undefined;
        if (text !== '') write(text);
      }
    },
  };
}
