import type { MiddlewareHandler } from 'hono';

/** Where OpenTelemetry's API keeps the SDK that a process was started with (`node --import ./telemetry.mjs`). */
const PRELOADED = Symbol.for('opentelemetry.js.api.1');

/** Traces and measures each request. Opaque: it is handed to `createApp`. */
export type Instrumentation = MiddlewareHandler;

/**
 * Find the instrumentation for the OpenTelemetry SDK that was loaded before this program; undefined, and nothing is
 * loaded, where there is none. Spans name the route and the address, and hold no headers.
 */
export async function findInstrumentation(info: {
  readonly name: string;
  readonly version: string;
}): Promise<Instrumentation | undefined> {
  const { trace, metrics } = Object(Reflect.get(globalThis, PRELOADED));
  if (trace === undefined && metrics === undefined) return undefined;
  const { httpInstrumentationMiddleware } = await import('@hono/otel');
  return httpInstrumentationMiddleware({ serviceName: info.name, serviceVersion: info.version });
}
