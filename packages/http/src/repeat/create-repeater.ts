import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyOperation, Principal } from '@mcp-orchestration/core';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv, AppParts, RequestRecord } from '../app-parts.js';
import { callerOf } from '../caller.js';
import { createHostCheck } from '../middleware/check-host.js';
import { millisecondsSince } from '../middleware/record-request.js';
import { requestIdOf } from '../request-id.js';
import { type KeptAnswer, KeptAnswers } from './kept-answers.js';
import { questionOf, readHeaders } from './question.js';

/** Gives answers again. */
export interface Repeater {
  /** Keeps the answers that may be given again. */
  readonly keep: MiddlewareHandler<AppEnv>;
  /** Answers where the same was answered before, and still holds; `otherwise` is for all that is left. */
  readonly repeat: Repeat;
}

/** @param otherwise Is told who calls, where that has been found out. */
export type Repeat = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  otherwise: (principal?: Principal) => void,
) => void;

/** Told of answers of an operation that are given again. */
type Told = (records: readonly RequestRecord[], operation: AnyOperation) => void;

/** A request that has an answer, if that still holds. */
interface Waiting {
  readonly start: number;
  readonly outgoing: ServerResponse;
  readonly requestId: string;
  readonly principal: Principal;
  readonly answer: KeptAnswer;
  readonly otherwise: (principal: Principal) => void;
}

/**
 * Make a {@link Repeater}: many callers ask the same of a state that seldom changes, and working an answer out costs
 * many times what sending it does. Who calls is found out anew each time, and whether the state is still the same.
 * undefined where no state is known, or an answer holds what is another each time: what is left to a caller, traces.
 */
export function createRepeater(parts: AppParts, told: Told): Repeater | undefined {
  const { state, rateLimit, instrumentation } = parts;
  if (state === undefined || rateLimit !== undefined || instrumentation !== undefined) return undefined;
  const kept = new KeptAnswers();
  const isServed = createHostCheck(parts);
  const wait = createWaitingRoom(state, (requests, operation) => {
    // As with every other answer: who has it finds it in the log.
    told(requests.map(recordOf), operation);
    for (const request of requests) send(request);
  });
  const repeat: Repeat = (incoming, outgoing, otherwise) => {
    const start = performance.now();
    const answers = incoming.method === 'GET' ? kept.at(incoming.url ?? '') : undefined;
    const headers = answers === undefined ? undefined : readHeaders(incoming);
    if (answers === undefined || headers === undefined || !isServed(headers.asking.host)) return otherwise();
    const go = (principal: Principal): void => {
      const answer = answers.get(questionOf(principal, headers));
      if (answer === undefined) otherwise(principal);
      else wait({ start, outgoing, requestId: requestIdOf(headers.requestId), principal, answer, otherwise });
    };
    const known = parts.recognize?.(headers.asking);
    if (known !== undefined) go(known);
    // What is wrong with credentials is found out again, and told, by those whose task it is.
    else void parts.authenticate(headers.asking).then(go, () => otherwise());
  };
  return { keep: keepIn(kept), repeat };
}

/** For how many turns of the event loop others are waited for who ask the same, as long as some come. */
const TURNS = 8;

/**
 * Make what looks at the state once for all who ask within some turns of the event loop: when all of them have asked,
 * so that nobody is told of a state from before they came. A busy server looks seldom, and an idle one waits for none.
 * @param answerAll Is given those whose answers still hold.
 */
function createWaitingRoom(
  state: NonNullable<AppParts['state']>,
  answerAll: (requests: readonly Waiting[], operation: AnyOperation) => void,
): (request: Waiting) => void {
  const rooms = new Map<AnyOperation, Waiting[]>();
  const letOut = (operation: AnyOperation): void => {
    const all = rooms.get(operation) ?? [];
    rooms.delete(operation);
    const now = stateOrNone(state, operation);
    const holding: Waiting[] = [];
    for (const request of all) {
      const holds = now !== undefined && request.answer.state === now && !isStale(request.answer);
      if (holds) holding.push(request);
      else request.otherwise(request.principal);
    }
    if (holding.length > 0) answerAll(holding, operation);
  };
  const wait = (operation: AnyOperation, turns: number, before: number): void => {
    const there = rooms.get(operation)?.length ?? 0;
    if (there > before && turns < TURNS) setImmediate(wait, operation, turns + 1, there);
    else letOut(operation);
  };
  return (request) => {
    const { operation } = request.answer;
    const room = rooms.get(operation);
    if (room !== undefined) room.push(request);
    else {
      rooms.set(operation, [request]);
      setImmediate(wait, operation, 1, 1);
    }
  };
}

/** How long an answer holds that follows from more than the database, in milliseconds: files may come and go unseen. */
const HOLDS = 1_000;

function isStale({ operation, since }: KeptAnswer): boolean {
  return typeof operation.repeatable === 'function' && performance.now() - since > HOLDS;
}

/** Where the state cannot be known no answer holds, and working it out says what is wrong. */
function stateOrNone(state: NonNullable<AppParts['state']>, operation: AnyOperation): string | undefined {
  try {
    return state(operation);
  } catch {
    return undefined;
  }
}

function recordOf({ start, requestId, principal, answer }: Waiting): RequestRecord {
  return {
    request_id: requestId,
    method: 'GET',
    route: answer.route,
    status: answer.status,
    duration_ms: millisecondsSince(start),
    principal: callerOf(principal).name,
  };
}

function send({ outgoing, requestId, answer }: Waiting): void {
  const { status, head, body } = answer;
  head[head.length - 1] = requestId;
  outgoing.writeHead(status, head);
  outgoing.end(body);
}

/** Keep what `answerOperation` has marked as repeatable, with all headers that it was given on its way. */
function keepIn(kept: KeptAnswers): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const since = performance.now();
    await next();
    const repeatable = context.get('repeatable');
    const incoming = context.env?.incoming;
    if (repeatable === undefined || incoming?.method !== 'GET' || incoming.url?.startsWith('/') !== true)
      return;
    const asked = readHeaders(incoming);
    const { status } = context.res;
    if (asked === undefined || (status !== 200 && status !== 304)) return;
    const { url } = incoming;
    const body = new Uint8Array(status === 304 ? [] : await context.res.clone().arrayBuffer());
    const { 'x-request-id': _another, ...same } = Object.fromEntries(context.res.headers);
    const length = status === 304 ? {} : { 'content-length': String(body.length) };
    kept.put(url, questionOf(context.get('principal'), asked), {
      ...repeatable,
      since,
      route: routePath(context, -1),
      status,
      head: Object.entries({ ...same, ...length, 'x-request-id': '' }).flat(),
      body,
    });
  };
}
