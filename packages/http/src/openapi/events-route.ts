import { jsonSchemaOf } from '@mcp-orchestration/core';
import { eventQuery } from '../events/event-filter.js';
import { propertiesOf, toParameter } from './describe-operation.js';
import { problemResponses } from './problem-responses.js';
import type { RouteFacts } from './route-facts.js';

/** The stream of events. */
export const EVENTS_ROUTE: RouteFacts = {
  method: 'get',
  path: '/v1/events',
  operationId: 'events',
  summary: 'Follow what happens, as server-sent events.',
  description:
    'Streams each change from now on, or from the event on that Last-Event-ID names: `id` (its place in the audit log), `event` (its type), `data` (JSON: type, at, principal, client_id, profile_id and what it is about). Only what the caller may read. A comment is sent every 15 seconds. A reader that does not take what is sent is cut off, and comes back with Last-Event-ID.\n\nNeeds the permission `config:read`; events of tokens need `tokens:manage`.',
  tags: ['events'],
  parameters: [
    ...propertiesOf(jsonSchemaOf(eventQuery, 'input')).map((property) => toParameter(property, 'query')),
    {
      name: 'Last-Event-ID',
      in: 'header',
      required: false,
      description: 'The id of the last event that was seen.',
      schema: { type: 'string' },
    },
  ],
  responses: {
    200: { description: 'Events.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    ...problemResponses([
      'invalid_input',
      'unauthenticated',
      'forbidden',
      'host_forbidden',
      'rate_limited',
      'internal',
    ]),
  },
};
