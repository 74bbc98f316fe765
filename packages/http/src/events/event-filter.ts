import {
  holds,
  identifierSchema,
  mayReach,
  type Principal,
  parseInput,
  requirePermission,
} from '@mcp-orchestration/core';
import { z } from 'zod';
import { EVENT_TYPES, type Event, type EventType } from './event.js';

const TYPES = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];

/** The fields of the query of `/v1/events`. */
export const eventQuery = z.strictObject({
  client_id: identifierSchema.optional().describe('Only events of this client.'),
  profile_id: identifierSchema.optional().describe('Only events of this profile.'),
  type: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(TYPES)))
    .optional()
    .describe(`Only events of these types, with commas between them: ${TYPES.join(', ')}.`),
});

/**
 * Make the test that lets an event through: what was asked for, and no more than the caller may read.
 * @throws OrchestrationError `invalid_input`; `forbidden` where the caller may read no event at all.
 */
export function createEventFilter(query: unknown, principal: Principal): (event: Event) => boolean {
  const { client_id, profile_id, type = TYPES } = parseInput(eventQuery, query);
  const types = new Set(type.filter((wanted) => holds(principal, EVENT_TYPES[wanted])));
  if (types.size === 0) requirePermission(principal, EVENT_TYPES[type[0] ?? TYPES[0]]);
  return (event) =>
    types.has(event.type) &&
    (client_id === undefined || event.client_id === client_id) &&
    (profile_id === undefined || event.profile_id === profile_id) &&
    mayReach(principal, event);
}
