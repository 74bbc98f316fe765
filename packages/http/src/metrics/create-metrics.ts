import type { Invoke } from '@mcp-orchestration/core';
import { OrchestrationError } from '@mcp-orchestration/core';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { RequestRecord } from '../app-parts.js';

/** Seconds. Most answers take a few milliseconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The counts of one app. */
export interface Metrics {
  readonly contentType: string;
  /** Count an answered request. */
  observe(record: RequestRecord): void;
  /** Count the operations that are called, whichever way: publishes, deploys, tokens made. */
  countCalls(invoke: Invoke): Invoke;
  /** All of it in Prometheus' text form. */
  text(): Promise<string>;
}

/** Make {@link Metrics} with a registry of its own, so that two apps in a process do not add up. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
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
  const operations = new Counter({
    name: 'mcp_orchestration_operations_total',
    help: 'Operations that were called, by their outcome: ok, or the code of the error.',
    labelNames: ['operation', 'outcome'],
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observe({ method, route, status, duration_ms }) {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, duration_ms / 1000);
    },
    countCalls: (invoke) => async (name, input, call) => {
      let outcome = 'ok';
      try {
        return await invoke(name, input, call);
      } catch (error) {
        outcome = error instanceof OrchestrationError ? error.code : 'internal';
        throw error;
      } finally {
        operations.inc({ operation: name, outcome });
      }
    },
  };
}
