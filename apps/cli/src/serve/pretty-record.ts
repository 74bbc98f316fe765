import { styleText } from 'node:util';
import { visible } from '../printing/visible.js';
import type { LogLevel } from './log-level.js';

const COLOURS = {
  critical: 'red',
  error: 'red',
  warning: 'yellow',
  info: 'green',
  debug: 'gray',
  trace: 'gray',
} as const satisfies Record<LogLevel, string>;

/** A record of the log for people: time, level, what a request was and what became of it, then all else. */
export function prettyRecord(record: Readonly<Record<string, unknown>>): string {
  const { level, time, method, route, status, duration_ms, error, ...rest } = record;
  const request =
    method === undefined ? [] : [`${text(method)} ${text(route)} ${text(status)} ${text(duration_ms)} ms`];
  const others = Object.entries(rest).map(([name, value]) => `${name}=${text(value)}`);
  const clock = String(time).slice(11, 23);
  const grade = styleText(COLOURS[level as LogLevel], String(level).padEnd(8));
  const below = error === undefined ? '' : `\n${String(error).split('\n').map(visible).join('\n')}`;
  return `${[clock, grade, ...request, ...others].join(' ')}${below}\n`;
}

/** What callers send may hold anything; nothing of it may steer a terminal. */
function text(value: unknown): string {
  return visible(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}
