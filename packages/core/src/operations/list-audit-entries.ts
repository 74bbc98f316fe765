import { z } from 'zod';
import { jsonValueSchema } from '../json-value.js';
import { defineOperation } from '../operation.js';
import { numberCursor, pageOf } from '../page.js';
import type { Services } from '../services.js';
import { cursor, limit, timestamp } from './fields.js';

const auditEntry = z
  .object({
    sequence: z.int(),
    at: timestamp,
    principal: z.string(),
    operation: z.string(),
    client_id: z.string().optional(),
    profile_id: z.string().optional(),
    outcome: z.enum(['success', 'denied']),
    detail: jsonValueSchema,
    previous_hash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

export const listAuditEntries = defineOperation<Services>()({
  name: 'list_audit_entries',
  summary: 'List who changed what, newest first.',
  description:
    'Lists the entries of the audit log, newest first, a page at a time: who did what to which profile, and when. Each entry holds the hash of the one before, so that a missing or altered one shows.',
  permission: 'audit:read',
  effect: 'read',
  http: 'GET /v1/audit',
  mcp: false,
  input: z.strictObject({
    since: z.iso.datetime({ offset: true }).optional().describe('Only entries of this time or later.'),
    principal: z.string().max(200).optional(),
    operation: z.string().max(64).optional(),
    client_id: z.string().max(64).optional(),
    limit,
    cursor,
  }),
  output: z
    .object({ entries: z.array(auditEntry), next_cursor: z.string().optional() })
    .meta({ id: 'AuditList' }),
  errors: [],
  async run({ stores }, input, { principal }) {
    const before = numberCursor(input.cursor);
    const found = await stores.audit.list({
      ...(input.since === undefined ? {} : { since: new Date(input.since).toISOString() }),
      ...(input.principal === undefined ? {} : { principal: input.principal }),
      ...(input.operation === undefined ? {} : { operation: input.operation }),
      ...(input.client_id === undefined ? {} : { client_id: input.client_id }),
      ...(principal.clients === undefined ? {} : { clients: principal.clients }),
      ...(principal.profiles === undefined ? {} : { profiles: principal.profiles }),
      ...(before === undefined ? {} : { before }),
      limit: input.limit + 1,
    });
    const { items, next_cursor } = pageOf(found, input.limit, ({ sequence }) => sequence);
    const entries = items.map(({ client_id, profile_id, ...entry }) => ({
      ...entry,
      ...(client_id === null ? {} : { client_id }),
      ...(profile_id === null ? {} : { profile_id }),
    }));
    return { entries: entries as never, ...next_cursor };
  },
});
