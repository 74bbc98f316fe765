// Imported statically, in a module that is itself loaded when a server starts: a dynamic import of a CommonJS package
// yields only its `default` once it is bundled.
import pino from 'pino';
import { LOG_LEVELS, type LogLevel } from './log-level.js';
import { prettyRecord } from './pretty-record.js';

/** Writes a record. */
export interface Log {
  (level: LogLevel, record: LogRecord): void;
  /** The same for records that all have some members in common, the text of which is made once. */
  readonly about: (common: LogRecord) => Log;
}

type LogRecord = Readonly<Record<string, unknown>>;

type Writer = Record<LogLevel, (record: LogRecord) => void> & {
  child(common: LogRecord): Writer;
};

/** Names of fields whose value nobody has to read in a log, at the top of a record and one level below it. */
const SECRET_FIELDS = new Set([
  'authorization',
  'api_key',
  'apiKey',
  'cookie',
  'password',
  'secret',
  'token',
]);

const MASK = '********';

/**
 * Records as lines of JSON with their level and time, or for people; those less grave than `level` are left out.
 * Fields that are secrets by their name are masked; who writes free text sees to its secrets.
 */
export function createLog({
  level,
  format,
  write,
}: {
  readonly level: LogLevel;
  readonly format: 'json' | 'pretty';
  readonly write: (text: string) => void;
}): Log {
  const grades = LOG_LEVELS.map((name, index) => [name, 10 * (LOG_LEVELS.length - index)] as const);
  const options = {
    level,
    customLevels: Object.fromEntries(grades) as Record<LogLevel, number>,
    useOnlyCustomLevels: true,
    base: null,
    timestamp: createTimestamp(),
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const destination = {
    write: (line: string) => write(format === 'json' ? line : prettyRecord(JSON.parse(line))),
  };
  const redact = { paths: [...SECRET_FIELDS].flatMap((name) => [name, `*.${name}`]), censor: MASK };
  const masking = pino({ ...options, redact }, destination);
  return createLogOver(pino(options, destination), () => masking);
}

/** @param masking Made when it is needed, which it is not by most. */
function createLogOver(plain: Writer, masking: () => Writer): Log {
  const write = (level: LogLevel, record: LogRecord): void =>
    (mayHoldSecrets(record) ? masking() : plain)[level](record);
  return Object.assign(write, {
    about: (common: LogRecord) => {
      let made: Writer | undefined;
      const rest = (): Writer => {
        made ??= masking().child(common);
        return made;
      };
      return createLogOver(mayHoldSecrets(common) ? rest() : plain.child(common), rest);
    },
  });
}

/** The time as a member of a record. Those of one millisecond share its text. */
function createTimestamp(): () => string {
  let last = Number.NaN;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== last) text = `,"time":"${new Date(now).toISOString()}"`;
    last = now;
    return text;
  };
}

/** Looking for what to mask takes longer than writing what a request is logged as. */
function mayHoldSecrets(record: LogRecord): boolean {
  // Members that are inherited make it mask more, and listing its own takes longer.
  for (const name in record) {
    const value = record[name];
    if ((typeof value === 'object' && value !== null) || SECRET_FIELDS.has(name)) return true;
  }
  return false;
}
