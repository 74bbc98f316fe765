import { invalidField } from '@mcp-orchestration/core';
import type { GetPromptResult, Prompt } from '@modelcontextprotocol/sdk/types.js';

type Arguments = Readonly<Record<string, string>>;

interface PromptDefinition extends Prompt {
  readonly description: string;
  readonly arguments: NonNullable<Prompt['arguments']>;
  readonly write: (args: Arguments) => string;
}

const client = {
  name: 'client_id',
  description: 'The client, as list_clients names it. claude-desktop unless given.',
};
const profile = { name: 'profile_id', description: 'The profile. default unless given.' };

const where = ({ client_id = 'claude-desktop', profile_id = 'default' }: Arguments): string =>
  `client_id ${JSON.stringify(client_id)}, profile_id ${JSON.stringify(profile_id)}`;

const PROMPTS: readonly PromptDefinition[] = [
  {
    name: 'first_setup',
    title: 'Set up the first configuration',
    description: 'Walks from nothing to a first signed and deployed configuration.',
    arguments: [client, profile],
    write: (args) => `Help me to set up the MCP servers of one AI client (${where(args)}).

1. Call list_clients and tell me which file this client reads on this machine.
2. Call initialize_keys. It makes the signing key once; already_exists is fine.
3. Call import_config, so that servers which the file holds already come into the draft. Tell me what was skipped, and why.
4. Ask me what I want to do with the client, look for servers with list_available_servers, and read describe_server before you propose one.
5. Add each server that I agree to with add_server_to_config. Never ask me for a secret: give it as a reference such as \${env:GITHUB_TOKEN} and tell me which variable to set.
6. Call validate_config. Put right what it finds, with my consent.
7. Show me view_draft_config, and once I agree call publish_config with a changelog in one sentence.
8. Call deploy_config with dry_run true, show me the diff, and once I agree call deploy_config.
9. Tell me to restart the client, and how to go back: rollback_config.`,
  },
  {
    name: 'add_server',
    title: 'Add a server',
    description: 'Walks through finding, adding, publishing and deploying one more server.',
    arguments: [
      { name: 'what', description: 'What the server should be able to do.', required: true },
      client,
      profile,
    ],
    write: (
      args,
    ) => `Add an MCP server to my configuration (${where(args)}). What it should do: ${JSON.stringify(args.what ?? '')}

1. Call list_available_servers with a search_query of one or two words; try other words where nothing fits.
2. Read describe_server of the best one. Tell me what it needs: parameters, environment variables, an account.
3. Where the catalogue has none, ask me for the command or url, and use the inline form: server and server_name.
4. Call add_server_to_config. Secrets only as references, \${env:NAME}.
5. Call validate_config and explain each error and warning in one sentence.
6. With my consent call publish_config with a changelog, deploy_config with dry_run true, then deploy_config.
7. On deploy_conflict show me which entries differ and ask; use force only if I say so.`,
  },
  {
    name: 'review_drift',
    title: 'Review drift',
    description: 'Walks through what changed in the client file by hand, and what to do about each.',
    arguments: [client, profile],
    write: (args) => `Compare the file of my AI client with what was published (${where(args)}).

1. Call check_drift. In sync: say so and stop.
2. For each server that is not clean, tell me its state and cause in one sentence: drifted (edited by hand), missing (taken out), pending (a release is not deployed yet), conflict, foreign (not ours), orphaned.
3. For each, offer the ways to go on:
   - keep what the file has: import_config into the draft, then publish_config;
   - put ours back: deploy_config, with force where it was edited;
   - go back to an older release: rollback_config with deploy.
4. Do only what I choose, with dry_run and its diff before each deploy.
5. Call check_drift again and tell me the end.`,
  },
];

/** The prompts that walk a model through the main jobs. */
export function listPrompts(): Prompt[] {
  return PROMPTS.map(({ write: _write, ...prompt }) => prompt);
}

/**
 * A prompt's text with its arguments filled in.
 * @throws OrchestrationError `invalid_input` where there is none of that name, or an argument that it needs is missing.
 */
export function getPrompt(name: string, args: Arguments): GetPromptResult {
  const prompt = PROMPTS.find((candidate) => candidate.name === name);
  if (prompt === undefined)
    throw invalidField('name', 'There is no such prompt; prompts/list has the names.');
  const missing = prompt.arguments.find(
    (argument) => argument.required && !Object.hasOwn(args, argument.name),
  );
  if (missing !== undefined) throw invalidField(missing.name, 'This argument is required.');
  return {
    description: prompt.description,
    messages: [{ role: 'user', content: { type: 'text', text: prompt.write(args) } }],
  };
}
