import { type AnyOperation, type Call, type Invoke, OrchestrationError } from '@mcp-orchestration/core';

/** Ask the person behind the client whether a change may be made. False: it may not. */
export type Consent = (question: string, signal: AbortSignal) => Promise<boolean>;

type Data = Readonly<Record<string, unknown>>;

/** A call that may write a client's file. */
interface AskedCall {
  readonly operation: AnyOperation;
  readonly input: Data;
  readonly call: Call;
}

/** What of a diff is shown, in characters. */
const SHOWN = 4_000;

/**
 * Before a client's file is written, show the plan and ask: a model must not install servers for itself. A call that
 * writes nothing is not asked about.
 * @returns the input to go on with, held to the release that was agreed to.
 * @throws OrchestrationError `consent_declined`; or what the plan is refused with, as the change itself would be.
 */
export async function askFirst(
  { invoke, consent }: { readonly invoke: Invoke; readonly consent?: Consent | undefined },
  { operation, input, call }: AskedCall,
): Promise<Data> {
  const dryRun = consent && dryRunOf(operation.name, input);
  if (consent === undefined || dryRun === undefined) return input;
  const plan = await invoke('deploy_config', dryRun, call);
  if (writesNothing(plan) || (await consent(describePlan(plan), call.signal))) {
    return operation.name === 'deploy_config' ? pinned(input, plan) : input;
  }
  throw new OrchestrationError('consent_declined');
}

/** The input of the deploy_config that plans what a call would write; undefined where it writes no client's file. */
function dryRunOf(name: string, input: Data): Data | undefined {
  if (name === 'deploy_config') return input.dry_run === true ? undefined : { ...input, dry_run: true };
  if (name !== 'rollback_config' || input.deploy !== true) return undefined;
  const { to, deploy: _deploy, ...where } = input;
  // Going back is a downgrade, which a deployment by itself refuses.
  return { ...where, version: to, dry_run: true, force: true };
}

function changesOf(plan: Data): readonly { readonly name: string; readonly action: string }[] {
  return plan.changes as readonly { name: string; action: string }[];
}

function writesNothing(plan: Data): boolean {
  return changesOf(plan).every(({ action }) => action === 'keep' || action === 'adopt');
}

/** "The latest" may be another release by the time that the person has answered. */
function pinned(input: Data, plan: Data): Data {
  if (input.version !== undefined || input.artifact_id !== undefined) return input;
  return { ...input, version: plan.version };
}

function describePlan(plan: Data): string {
  const changes = changesOf(plan).map(({ name, action }) => `${action} ${JSON.stringify(name)}`);
  const question = `Write release ${plan.version} of ${plan.client_id}/${plan.profile_id} into ${JSON.stringify(plan.config_path)}? ${changes.join(', ')}`;
  if (typeof plan.diff !== 'string' || plan.diff === '') return question;
  const more = plan.diff.length > SHOWN ? '\n…' : '';
  return `${question}\n\n${plan.diff.slice(0, SHOWN)}${more}`;
}
