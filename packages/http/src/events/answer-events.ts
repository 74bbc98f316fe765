import { OrchestrationError, type Principal } from '@mcp-orchestration/core';
import type { Context, Handler } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { AppEnv } from '../app-parts.js';
import type { DriftSource } from './drift.js';
import { type Event, toEvent } from './event.js';
import { createEventFilter } from './event-filter.js';
import { createInbox, type Inbox } from './inbox.js';
import { type AuditLog, createTail, type Tail } from './tail.js';

/** Milliseconds. */
export interface EventTimings {
  /** Between two looks for new entries. */
  readonly pollEvery: number;
  /** The longest silence of a stream. The credentials are looked at again as often. */
  readonly heartbeatEvery: number;
  /** How long a reader may take to take what is sent. */
  readonly patience: number;
}

const TIMINGS: EventTimings = { pollEvery: 500, heartbeatEvery: 15_000, patience: 10_000 };

/** What {@link answerEvents} is told besides the log. */
interface EventOptions {
  readonly reauthenticate: (context: Context) => Promise<Principal>;
  readonly drift?: DriftSource | undefined;
  readonly timings?: EventTimings;
}

/** Entries read at once: what is held in memory for a reader is never more. */
const PAGE = 100;

/**
 * Make the handler of `/v1/events`: server-sent events from the audit log, from now on, or from the event on that
 * Last-Event-ID names; and drifts, which are in no log, have no id, and are told to those who listen. A reader that does not take what is sent is dropped; it comes back with Last-Event-ID.
 * @throws OrchestrationError `invalid_input`, `forbidden`.
 */
export function answerEvents(
  log: AuditLog,
  { reauthenticate, drift, timings = TIMINGS }: EventOptions,
): Handler<AppEnv> {
  const tail = createTail(log, timings.pollEvery);
  return async (context) => {
    const query = context.req.query();
    const wanted = createEventFilter(query, context.get('principal'));
    const position = await startOf(context, log);
    const recheck = async () => createEventFilter(query, await reauthenticate(context));
    return streamSSE(context, async (stream) => {
      const gone = signalOf(context, stream);
      const inbox = createInbox(drift, gone.end);
      const reader = { ...gone, stream, timings, recheck, inbox };
      // Whatever goes wrong, the stream ends; who may come back, comes back.
      await follow({ log, tail, wanted, position }, reader).catch(() => undefined);
      inbox.close();
    });
  };
}

interface Reader {
  readonly stream: SSEStreamingApi;
  readonly signal: AbortSignal;
  readonly timings: EventTimings;
  readonly inbox: Inbox;
  /** Cut the reader off. */
  readonly end: () => void;
  /** Whether the caller may still read, and what. @throws OrchestrationError where not. */
  readonly recheck: () => Promise<(event: Event) => boolean>;
}

async function follow(
  { log, tail, ...start }: { log: AuditLog; tail: Tail; wanted: (event: Event) => boolean; position: number },
  reader: Reader,
): Promise<void> {
  let { wanted, position } = start;
  await send(reader, ': open\n\n');
  while (!reader.signal.aborted) {
    const records = await log.list({ after: position, limit: PAGE });
    for (const record of records) {
      const event = toEvent(record);
      if (event !== undefined && wanted(event)) await send(reader, write(event, record.sequence));
      if (reader.signal.aborted) return;
      position = record.sequence;
    }
    for (const event of reader.inbox.take()) {
      if (wanted(event)) await send(reader, write(event));
    }
    if (records.length === PAGE) continue;
    const quiet = AbortSignal.timeout(reader.timings.heartbeatEvery);
    await tail.grown(position, AbortSignal.any([reader.signal, quiet, reader.inbox.arrival()]));
    if (reader.signal.aborted) return;
    wanted = await reader.recheck();
    if (quiet.aborted) await send(reader, ': still here\n\n');
  }
}

/** An event as the stream writes it. JSON has no line breaks. Without an id, Last-Event-ID stays what it was. */
function write(event: Event, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** Writing waits for the reader; not for ever. */
async function send({ stream, timings, end }: Reader, text: string): Promise<void> {
  const timer = setTimeout(end, timings.patience);
  await stream.write(text);
  clearTimeout(timer);
}

async function startOf({ req }: Context, log: AuditLog): Promise<number> {
  const last = req.header('last-event-id');
  if (last === undefined) return (await log.head())?.sequence ?? 0;
  if (/^(0|[1-9][0-9]{0,14})$/.test(last)) return Number(last);
  throw new OrchestrationError('invalid_input', { message: 'Last-Event-ID: This is no id of an event.' });
}

/** Aborted when the reader has gone, was cut off, or the server is closing. */
function signalOf(context: Context<AppEnv>, stream: SSEStreamingApi): Pick<Reader, 'signal' | 'end'> {
  const gone = new AbortController();
  stream.onAbort(() => gone.abort());
  const { closing, outgoing }: Partial<AppEnv['Bindings']> = context.env ?? {};
  return {
    signal: closing === undefined ? gone.signal : AbortSignal.any([gone.signal, closing]),
    end: () => {
      stream.abort();
      outgoing?.destroy();
    },
  };
}
