import { resolve } from 'node:path';
import { type ErrorKind, EXIT_CODE } from '@mcp-orchestration/core';
import type { Answers } from '../all-operations.js';
import type { CommandContext, Handler } from '../command.js';
import { type Block, type Cell, line, table, toned } from '../printing/view.js';
import { changesTable, diffLines } from './deployment-view.js';
import { untranslatedTable } from './untranslated-view.js';

/** The options of `sync`. */
interface SyncOptions {
  readonly profile: string;
  readonly clients?: string;
  readonly installed?: boolean;
  readonly from?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly project?: string;
  readonly inlineSecrets?: boolean;
}

type Sync = Answers<'sync_configs'>;
type Outcome = Sync['outcomes'][number];

/** `sync`. At a terminal the plans are shown first. */
export const sync: Handler<SyncOptions> = async (context, { options }) => {
  const input = {
    profile_id: options.profile,
    clients: options.clients?.split(/[,\s]+/).filter((name) => name !== ''),
    installed: options.installed,
    from: options.from,
    force: options.force,
    project_dir: options.project === undefined ? undefined : resolve(options.project),
    inline_secrets: options.inlineSecrets,
  };
  if (options.dryRun !== true) await showPlans(context, input);
  const data = await context.call('sync_configs', { ...input, dry_run: options.dryRun });
  return { data, view: syncView(data), exitCode: exitCodeOf(data) };
};

async function showPlans(
  { call, confirm, interactive, note }: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (!interactive) return;
  const plans = await call('sync_configs', { ...input, dry_run: true });
  note(syncView(plans));
  await confirm(`Deploy ${plans.profile_id} to ${plans.outcomes.length} clients?`);
}

function syncView({ outcomes, profile_id }: Sync): Block[] {
  if (outcomes.length === 0) return [line(`No installed client has a release of ${profile_id}.`)];
  const rows = outcomes.map((outcome): Cell[] => [
    statusOf(outcome),
    outcome.client_id,
    outcome.error?.message ?? outcome.deployment?.config_path ?? '',
  ]);
  return [
    table(['STATUS', 'CLIENT', 'FILE'], rows),
    ...outcomes.flatMap(({ client_id, deployment, untranslated, error }) => {
      const blocks = [
        ...untranslatedTable(untranslated),
        ...(deployment?.diff === undefined || deployment.diff === ''
          ? []
          : [...changesTable(deployment.changes), ...diffLines(deployment.diff)]),
        ...(error?.hint === undefined ? [] : [line(error.hint)]),
      ];
      return blocks.length === 0 ? [] : [line(), line(toned(client_id, 'strong')), ...blocks];
    }),
  ];
}

function statusOf({ status }: Outcome): Cell {
  if (status === 'failed') return toned(status, 'bad');
  return toned(status, status === 'deployed' ? 'good' : 'dim');
}

/** From the worst to the mildest: what a script can do least about comes first. */
const WORST_FIRST: readonly number[] = [
  EXIT_CODE.internal,
  EXIT_CODE.unavailable,
  EXIT_CODE.forbidden,
  EXIT_CODE.conflict,
  EXIT_CODE.not_found,
  EXIT_CODE.invalid,
];

function exitCodeOf({ outcomes }: Sync): number {
  const codes = new Set<number>(
    outcomes.flatMap(({ error }) => (error === undefined ? [] : [EXIT_CODE[error.kind as ErrorKind]])),
  );
  return WORST_FIRST.find((code) => codes.has(code)) ?? 0;
}
