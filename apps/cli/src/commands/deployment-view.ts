import type { Answers } from '../all-operations.js';
import { type Block, type Cell, line, type Tone, table, toned, type View } from '../printing/view.js';

/** What a deployment did, or would do. */
export type Deployment = Answers<'deploy_config'>;

const ACTION_TONES = {
  add: 'good',
  update: 'warn',
  remove: 'bad',
  keep: 'dim',
  adopt: 'dim',
  restore: 'warn',
  conflict: 'bad',
} as const satisfies Record<Deployment['changes'][number]['action'], Tone>;

/** What happens to each entry. */
export function changesTable(changes: Deployment['changes']): Block[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ kind, name, action, reason }): Cell[] => [
    toned(action, ACTION_TONES[action]),
    kind === undefined ? name : inputText(name),
    reason ?? '',
  ]);
  return [table(['ACTION', 'SERVER', 'WHY'], rows)];
}

/** An input among servers. */
export function inputText(name: string): string {
  return `\${input:${name}}`;
}

const HEADS = { deployed: 'Deployed ', unchanged: 'Unchanged: ', planned: 'Planned: ' } as const;

/** A deployment for people. */
export function deploymentView(data: Deployment): View {
  const { status, version, client_id, profile_id, config_path, backup_path, diff } = data;
  return [
    line(
      toned(HEADS[status], status === 'deployed' ? 'good' : 'strong'),
      `release ${version} of ${client_id}/${profile_id} in ${config_path}`,
    ),
    ...changesTable(data.changes),
    ...(backup_path === undefined ? [] : [line(toned(`The file as it was: ${backup_path}`, 'dim'))]),
    ...(diff === undefined ? [] : diffLines(diff)),
  ];
}

/** A unified diff in its colours. */
export function diffLines(diff: string): Block[] {
  return diff
    .replace(/\n$/, '')
    .split('\n')
    .map((text) => line(toneOfDiff(text)));
}

function toneOfDiff(text: string): Cell {
  if (text.startsWith('+')) return toned(text, 'good');
  if (text.startsWith('-')) return toned(text, 'bad');
  return text.startsWith('@@') ? toned(text, 'dim') : text;
}
