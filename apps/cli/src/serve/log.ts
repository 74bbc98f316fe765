/** How grave a record is, from the gravest. The words are those of the first version's `--log-level`. */
export const LOG_LEVELS = ['critical', 'error', 'warning', 'info', 'debug', 'trace'] as const;

/** A level of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Writes a record. It never holds a secret: who writes it sees to that. */
export type Log = (level: LogLevel, record: Readonly<Record<string, unknown>>) => void;

/** Records as lines of JSON with their time and level; those less grave than `level` are left out. */
export function createLog({
  level,
  write,
}: {
  readonly level: LogLevel;
  readonly write: (line: string) => void;
}): Log {
  const gravest = LOG_LEVELS.indexOf(level);
  return (of, record) => {
    if (LOG_LEVELS.indexOf(of) > gravest) return;
    write(`${JSON.stringify({ time: new Date().toISOString(), level: of, ...record })}\n`);
  };
}

/** The level of an answered request: what the server did wrong, what the caller did wrong, all else. */
export function levelOfStatus(status: number): LogLevel {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warning' : 'info';
}
