import { OrchestrationError } from '../errors.js';
import { requireReach } from '../invoke.js';
import type { Principal } from '../principal.js';
import type { TargetRecord } from './settle-record.js';

/**
 * Refuse a principal whose limits leave out what is deployed in a file: writing to the file may take that away.
 * @throws OrchestrationError `forbidden`.
 */
export function requireRecordedReach(principal: Principal, record: TargetRecord): void {
  if (record === undefined) return;
  const { client_id, profile_id } = record.deployment;
  requireReach(principal, { client_id, profile_id });
}

/**
 * The same for a write that is of no profile: where nothing tells whose the file is, only those may make it who are
 * limited to no profiles.
 * @throws OrchestrationError `forbidden`.
 */
export function requireWholeFileReach(principal: Principal, record: TargetRecord): void {
  requireRecordedReach(principal, record);
  if (record !== undefined || principal.profiles === undefined) return;
  throw new OrchestrationError('forbidden', {
    message: 'These credentials are limited to profiles, and nothing tells which one this file is of.',
  });
}
