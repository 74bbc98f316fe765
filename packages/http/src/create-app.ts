import { OpenAPIHono } from '@hono/zod-openapi';
import { OrchestrationError } from '@mcp-orchestration/core';
import type { Context } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { addOpenRoutes } from './add-open-routes.js';
import { answerMcp } from './answer-mcp.js';
import { answerOperation } from './answer-operation.js';
import type { AppEnv, AppParts, RequestRecord } from './app-parts.js';
import { addDocs } from './docs/add-docs.js';
import { answerEvents } from './events/answer-events.js';
import { answerMetrics } from './metrics/answer-metrics.js';
import { createMetrics } from './metrics/create-metrics.js';
import { allowOrigins } from './middleware/allow-origins.js';
import { authenticateRequest, credentialsOf } from './middleware/authenticate-request.js';
import { checkHost } from './middleware/check-host.js';
import { checkOrigin } from './middleware/check-origin.js';
import { limitRequests } from './middleware/limit-requests.js';
import { protectAnswers } from './middleware/protect-answers.js';
import { recordRequest } from './middleware/record-request.js';
import { nameResourceMetadata } from './oidc/protected-resource.js';
import { routeOf } from './operation-route.js';
import { answerProblem } from './problem.js';
import { createRepeater, type Repeat, type Repeater } from './repeat/create-repeater.js';
import { makeRequestId } from './request-id.js';

/** The HTTP API. */
export type App = OpenAPIHono<AppEnv> & {
  /** Asked before the app itself; see `createRepeater`. */
  readonly repeat?: Repeat | undefined;
};

/**
 * Make the HTTP API: every operation at its address, and beside them what is no operation: health, documents, keys,
 * MCP.
 */
export function createApp(parts: AppParts): App {
  const metrics = createMetrics(parts);
  const { log, logTogether = (work) => work() } = parts;
  const record = (records: readonly RequestRecord[]): void => {
    metrics.observe(records);
    if (log === undefined) return;
    logTogether(() => {
      for (const facts of records) log(facts);
    });
  };
  const repeater = createRepeater(parts, (records, { name }) => {
    metrics.addCalls('http', name, records.length);
    record(records);
  });
  const app: App = Object.assign(new OpenAPIHono<AppEnv>(), { repeat: repeater?.repeat });
  answerFailures(app, parts);
  addMiddleware(app, { parts, record, repeater });
  addOpenRoutes(app, parts);
  addDocs(app, parts);
  const invoke = metrics.countCalls('http');
  for (const operation of parts.catalogue) {
    const { method, pattern } = routeOf(operation);
    app.on(method, pattern, answerOperation({ ...parts, invoke }, operation));
  }
  const { auditLog, drift, mcp } = parts;
  if (auditLog !== undefined) {
    const reauthenticate = (context: Context) => parts.authenticate(credentialsOf(context));
    app.get('/v1/events', answerEvents(auditLog, { reauthenticate, drift }));
  }
  if (mcp !== undefined) app.post('/mcp', answerMcp(mcp, metrics.countCalls('mcp')));
  app.get('/metrics', answerMetrics(metrics));
  return app;
}

/** Whatever goes wrong is a problem document. */
function answerFailures(app: App, { onInternalError }: AppParts): void {
  app.notFound((context) => answerProblem(context, new OrchestrationError('route_not_found')));
  app.onError((error, context) => {
    if (!(error instanceof OrchestrationError)) {
      onInternalError?.(error, { operation: 'http', requestId: context.get('requestId') });
    }
    return answerProblem(context, error);
  });
}

interface Around {
  readonly parts: AppParts;
  readonly record: (records: readonly RequestRecord[]) => void;
  readonly repeater: Repeater | undefined;
}

/** The order matters: who may not speak to this server at all is told so before anything else is looked at. */
function addMiddleware(app: App, { parts, record, repeater }: Around): void {
  // Around all others: what is kept is what was sent.
  if (repeater !== undefined) app.use(repeater.keep);
  app.use(requestId({ limitLength: 128, generator: makeRequestId }));
  app.use(recordRequest((facts) => record([facts])));
  if (parts.instrumentation !== undefined) app.use(parts.instrumentation);
  app.use(protectAnswers());
  app.use(checkHost(parts));
  app.use('/mcp', checkOrigin(parts));
  app.use(allowOrigins(parts));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => {
        context.header('Allow', [...methods, 'OPTIONS'].join(', '));
        return answerProblem(context, new OrchestrationError('method_not_allowed'));
      },
    }),
  );
  const limit = limitRequests(parts);
  const authenticate = authenticateRequest(parts);
  const name = nameResourceMetadata(parts);
  for (const path of ['/v1/*', '/mcp', '/metrics']) app.use(path, name, authenticate, limit);
  // Whether the server is alive may be asked without end.
  for (const path of ['/ready', '/openapi.json', '/.well-known/*', '/docs/*', '/redoc/*'])
    app.use(path, limit);
}
