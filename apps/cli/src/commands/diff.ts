import { OrchestrationError } from '@mcp-orchestration/core';
import type { Answers } from '../all-operations.js';
import type { CommandContext, Handler } from '../command.js';
import { type Block, line, toned } from '../printing/view.js';
import { deploymentView } from './deployment-view.js';
import { type ProfileOptions, profileKey } from './profile-key.js';
import { readJson } from './read-text.js';

type Difference = Answers<'diff_config'>;
type DiffOptions = ProfileOptions & { readonly artifactId?: string };

/** `diff`: the latest release with the draft; a file or an artifact with the latest release; or two files. */
export const diff: Handler<DiffOptions> = async ({ call, json }, { args: [file, other], options }) => {
  const given = await sides({ call, file, other, options });
  const data = await call('diff_config', { ...profileKey(options), ...given });
  // What to do next is known only where one side is what the caller has, and the other what was released.
  const head = 'config1' in given ? changeCount(data) : recommendation(data);
  // A program asks for the plan itself, with deploy --dry-run --json.
  const alone = file === undefined && options.artifactId === undefined;
  const inFile = alone && !json ? await fileView(call, options) : [];
  return { data, view: [head, ...changes(data), ...inFile] };
};

/** What deploying the latest release would make of the client's file. */
async function fileView(call: CommandContext['call'], options: ProfileOptions): Promise<Block[]> {
  try {
    const plan = await call('deploy_config', { ...profileKey(options), dry_run: true });
    return [line(), ...deploymentView(plan)];
  } catch (error) {
    if (!(error instanceof OrchestrationError) || error.code === 'internal') throw error;
    return [line(), line(error.message)];
  }
}

interface Sides {
  readonly call: CommandContext['call'];
  readonly file: string | undefined;
  readonly other: string | undefined;
  readonly options: DiffOptions;
}

async function sides({ call, file, other, options }: Sides): Promise<Record<string, unknown>> {
  if (file !== undefined && other !== undefined) {
    return { config1: await readJson(file), config2: await readJson(other) };
  }
  if (file !== undefined) return { local_payload: await readJson(file) };
  if (options.artifactId !== undefined) return { local_artifact_id: options.artifactId };
  const { payload } = await call('get_config', profileKey(options));
  const { draft } = await call('view_draft_config', profileKey(options));
  return { config1: payload, config2: draft };
}

function changeCount({ summary: { total_changes } }: Difference): Block {
  if (total_changes === 0) return line(toned('no difference', 'good'));
  return line(toned(total_changes === 1 ? '1 difference' : `${total_changes} differences`, 'warn'));
}

function recommendation({ status, recommendation: text }: Difference): Block {
  return line(toned(status, status === 'up-to-date' ? 'good' : 'warn'), `: ${text}`);
}

function changes({ diff: found }: Difference): Block[] {
  return [
    ...found.servers_added.map((name) => line('  ', toned(`+ ${name}`, 'good'))),
    ...found.servers_removed.map((name) => line('  ', toned(`- ${name}`, 'bad'))),
    ...found.servers_modified.flatMap(({ server_id, changes: inside }) => [
      line('  ', toned(`~ ${server_id}`, 'warn')),
      ...inside.map(({ path, old_value, new_value }) =>
        line(`      ${path}: ${shown(old_value)} → ${shown(new_value)}`),
      ),
    ]),
  ];
}

function shown(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : JSON.stringify(value);
}
