import { z } from 'zod';
import { jsonValueSchema } from '../json-value.js';
import { defineOperation } from '../operation.js';
import { numberCursor, pageOf } from '../page.js';
import type { Services } from '../services.js';
import { cursor, limit, oneLine, timestamp } from './fields.js';

const auditEntry = z
  .object({
    sequence: z.int().describe('1, 2, 3 … without gaps.'),
    at: timestamp,
    principal: z.string().describe('Who did it, as kind:id.'),
    operation: z.string().describe('What was done.'),
    client_id: z.string().optional().describe('Of which client.'),
    profile_id: z.string().optional().describe('Of which profile.'),
    outcome: z.enum(['success', 'denied']).describe('denied: it was refused.'),
    detail: jsonValueSchema.describe('What the change says of itself. Never a secret.'),
    previous_hash: z.string().describe('The hash of the entry before.'),
    hash: z.string().describe('SHA-256 of the entry and all before it.'),
  })
  .meta({ id: 'AuditEntry' });

/** Times are compared as text, which other years would put out of order. What is no time is refused as such. */
function hasFourDigitYear(time: string): boolean {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) || /^\d{4}-/.test(date.toISOString());
}

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
    since: z.iso
      .datetime({ offset: true })
      .refine(hasFourDigitYear, 'A year has four digits, in UTC too.')
      .optional()
      .describe('Only entries of this time or later.'),
    principal: oneLine(200).optional().describe('Only what this one did, as kind:id.'),
    operation: oneLine(64).optional().describe('Only this operation.'),
    client_id: oneLine(64).optional().describe('Only of this client.'),
    limit,
    cursor,
  }),
  output: z
    .object({
      entries: z.array(auditEntry).describe('Newest first.'),
      next_cursor: z.string().optional().describe('Where there is more: the cursor of the next page.'),
    })
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
    return { entries, ...next_cursor };
  },
});
