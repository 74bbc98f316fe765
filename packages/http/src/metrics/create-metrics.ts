import { type Invoke, OrchestrationError } from '@mcp-orchestration/core';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AppParts, RequestRecord } from '../app-parts.js';
import { changeOf } from './changes.js';

/** Seconds. Most answers take a few milliseconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The counts of one app. */
export interface Metrics {
  readonly contentType: string;
  /** Count answered requests. */
  observe(records: readonly RequestRecord[]): void;
  /** Count calls that succeeded without being made: their answer was at hand. */
  addCalls(surface: 'http' | 'mcp', operation: string, count: number): void;
  /** The app's `invoke`, with each call counted under the surface that it comes by. */
  countCalls(surface: 'http' | 'mcp'): Invoke;
  /** All of it in Prometheus' text form. */
  text(): Promise<string>;
}

type MeteredParts = Pick<AppParts, 'invoke' | 'catalogue' | 'drift' | 'ready'>;

/** Make {@link Metrics} with a registry of its own, so that two apps in a process do not add up. */
export function createMetrics(parts: MeteredParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const checkDatabase = createDatabaseCheck(registry, parts);
  const drifts = new Counter({
    name: 'mcp_orchestration_drift_detected_total',
    help: "Clients' files that were found to have drifted, by what became of them. Only with --watch-drift.",
    labelNames: ['cause'],
    registers,
  });
  parts.drift?.subscribe(({ cause }) => drifts.inc({ cause }));
  return {
    contentType: registry.contentType,
    async text() {
      await checkDatabase();
      return registry.metrics();
    },
    observe: createRequestCounter(registry),
    ...createCallCounter(registry, parts),
  };
}

/** Where requests of one kind are counted. */
interface Children {
  readonly of: Pick<RequestRecord, 'method' | 'route' | 'status'>;
  readonly answered: Counter.Internal;
  readonly took: Histogram.Internal<'method' | 'route'>;
}

function isOf({ of }: Children, { method, route, status }: RequestRecord): boolean {
  return of.route === route && of.status === status && of.method === method;
}

function createRequestCounter(registry: Registry): Metrics['observe'] {
  const registers = [registry];
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to the head of its answer.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers,
  });
  // prom-client takes longer to find the child of a metric than to count.
  const children = new Map<string, Children>();
  const findChildren = ({ method, route, status }: RequestRecord): Children => {
    const key = `${method} ${route} ${status}`;
    const found = children.get(key) ?? {
      of: { method, route, status },
      answered: requests.labels({ method, route, status }),
      took: durations.labels({ method, route }),
    };
    children.set(key, found);
    return found;
  };
  let last: Children | undefined;
  const childrenOf = (record: RequestRecord): Children => {
    // Many requests are for the same as the one before.
    if (last === undefined || !isOf(last, record)) last = findChildren(record);
    return last;
  };
  return (records) => {
    const counts = new Map<Counter.Internal, number>();
    for (const record of records) {
      const { answered, took } = childrenOf(record);
      counts.set(answered, (counts.get(answered) ?? 0) + 1);
      took.observe(record.duration_ms / 1000);
    }
    for (const [answered, count] of counts) answered.inc(count);
  };
}

function createCallCounter(
  registry: Registry,
  { invoke, catalogue }: MeteredParts,
): Pick<Metrics, 'addCalls' | 'countCalls'> {
  const registers = [registry];
  const operations = new Counter({
    name: 'mcp_orchestration_operations_total',
    help: 'Operations that were called, by surface and outcome: ok, or the code of the error.',
    labelNames: ['surface', 'operation', 'outcome'],
    registers,
  });
  const changes = new Counter({
    name: 'mcp_orchestration_changes_total',
    help: 'Publishes, deploys, tokens made and the like that changed something.',
    labelNames: ['change'],
    registers,
  });
  const names = new Set(catalogue.map(({ name }) => name));
  const countCalls: Metrics['countCalls'] = (surface) => async (name, input, call) => {
    let outcome = 'ok';
    try {
      const output = await invoke(name, input, call);
      const change = changeOf(name, output);
      if (change !== undefined) changes.inc({ change });
      return output;
    } catch (error) {
      outcome = error instanceof OrchestrationError ? error.code : 'internal';
      throw error;
    } finally {
      // Callers could make up any number of names.
      operations.inc({ surface, operation: names.has(name) ? name : 'unknown', outcome });
    }
  };
  return {
    addCalls: (surface, operation, count) => operations.inc({ surface, operation, outcome: 'ok' }, count),
    countCalls,
  };
}

/** Make the look at the database: whether it can be used, and how long it takes to answer. Done when somebody asks. */
function createDatabaseCheck(registry: Registry, { ready }: MeteredParts): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({
    name: 'mcp_orchestration_database_up',
    help: 'Whether the database can be used: 1 or 0.',
    registers,
  });
  const duration = new Gauge({
    name: 'mcp_orchestration_database_check_seconds',
    help: 'How long the database took to answer just now.',
    registers,
  });
  return async () => {
    const start = performance.now();
    await ready().then(
      () => up.set(1),
      () => up.set(0),
    );
    duration.set((performance.now() - start) / 1000);
  };
}
