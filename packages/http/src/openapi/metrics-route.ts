import { problemResponses } from './problem-responses.js';
import type { RouteFacts } from './route-facts.js';

/** The metrics. */
export const METRICS_ROUTE: RouteFacts = {
  method: 'get',
  path: '/metrics',
  operationId: 'metrics',
  summary: "Get counts of requests and operations, and of the process, in Prometheus' text form.",
  description: 'Needs the permission `audit:read`.',
  tags: ['service'],
  responses: {
    200: { description: 'Done.', content: { 'text/plain': { schema: { type: 'string' } } } },
    ...problemResponses(['unauthenticated', 'forbidden', 'host_forbidden', 'rate_limited', 'internal']),
  },
};
