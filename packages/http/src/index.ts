export type { AppParts, Credentials, RequestRecord } from './app-parts.js';
export { type App, createApp } from './create-app.js';
export { describeApi } from './openapi/describe-api.js';
export { type RunningServer, startServer } from './server/start-server.js';
