/** What was looked at, and what came of it. */
export interface Finding {
  /** What was looked at: `home`, `keys`, `client cursor` … */
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'error';
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** Nothing is wrong. */
export function ok(name: string, message: string): Finding {
  return { name, status: 'ok', message };
}

/** Something is wrong that stops something. */
export function fault(name: string, message: string, fix: string): Finding {
  return { name, status: 'error', message, fix };
}

/** Something should be looked at. */
export function warning(name: string, message: string, fix: string): Finding {
  return { name, status: 'warning', message, fix };
}
