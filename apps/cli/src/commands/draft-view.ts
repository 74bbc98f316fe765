import type { Payload } from '@mcp-orchestration/core';
import { line, toned, type View } from '../printing/view.js';
import { payloadTable } from './entry-view.js';

/** A draft as operations answer it. */
export interface ShownDraft {
  readonly client_id: string;
  readonly profile_id: string;
  readonly draft: Payload;
  readonly server_count: number;
  readonly revision: number;
  readonly base_version: number | null;
}

/** A draft for people. */
export function draftView(draft: ShownDraft): View {
  const began = draft.base_version === null ? '' : `, begun from release ${draft.base_version}`;
  const head = line(
    toned(`${draft.client_id}/${draft.profile_id}`, 'strong'),
    ` draft, revision ${draft.revision}${began}: ${servers(draft.server_count)}`,
  );
  return draft.server_count === 0 ? [head] : [head, payloadTable(draft.draft)];
}

/** A number of servers in words. */
export function servers(count: number): string {
  return count === 1 ? '1 server' : `${count} servers`;
}
