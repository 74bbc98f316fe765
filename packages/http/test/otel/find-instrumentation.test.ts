import { type Span, type Tracer, trace } from '@opentelemetry/api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findInstrumentation } from '../../src/otel/find-instrumentation.js';
import { INFO, startApi } from '../support/start-api.js';

interface Recorded {
  name: string;
  ended: boolean;
  readonly attributes: Record<string, unknown>;
}

/** Stand in for an SDK that was preloaded: it registers itself where every SDK does. */
function registerTracer(): Recorded[] {
  const spans: Recorded[] = [];
  const startActiveSpan = (name: string, ...rest: unknown[]): unknown => {
    const recorded: Recorded = { name, ended: false, attributes: {} };
    spans.push(recorded);
    const options = rest[0] as { attributes?: Record<string, unknown> };
    Object.assign(recorded.attributes, options.attributes);
    const span = {
      setAttribute: (key: string, value: unknown) => Object.assign(recorded.attributes, { [key]: value }),
      setStatus: () => undefined,
      recordException: () => undefined,
      updateName: (changed: string) => {
        recorded.name = changed;
      },
      end: () => {
        recorded.ended = true;
      },
    };
    return (rest.at(-1) as (span: Span) => unknown)(span as never);
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startActiveSpan }) as unknown as Tracer });
  onTestFinished(() => trace.disable());
  return spans;
}

describe('OpenTelemetry', () => {
  it('is left alone where no SDK was preloaded', async () => {
    expect(await findInstrumentation(INFO)).toBeUndefined();
  });

  it('gets a span for each request, by its route, without credentials', async () => {
    const spans = registerTracer();
    const api = await startApi({ instrumentation: await findInstrumentation(INFO) });
    await api.request('/v1/servers/memory');
    await api.request('/v1/servers/nothing');
    expect(spans.map(({ name, ended }) => [name, ended])).toEqual([
      ['GET /v1/servers/:server_id', true],
      ['GET /v1/servers/:server_id', true],
    ]);
    expect(spans.map(({ attributes }) => attributes['http.response.status_code'])).toEqual([200, 404]);
    expect(JSON.stringify(spans)).not.toMatch(/api-key|authorization/i);
  });
});
