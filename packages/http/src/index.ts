export type { AppParts, Credentials, ProtectedBy, RequestRecord } from './app-parts.js';
export { type App, createApp } from './create-app.js';
export type { DriftSource } from './events/drift.js';
export { describeApi } from './openapi/describe-api.js';
export { findInstrumentation, type Instrumentation } from './otel/find-instrumentation.js';
export { type RunningServer, startServer } from './server/start-server.js';
