import { isJsonObject, OPERATIONS, OrchestrationError, parseInput } from '@mcp-orchestration/core';
import type { CommandContext, Handler } from '../command.js';
import { type ProfileOptions, profileKey } from './profile-key.js';
import { type PublishOptions, publish } from './publish.js';
import { readJson } from './read-text.js';

/** `mcp-orchestration-publish-config`: publish the draft, or with `--file` the payload of a file by way of the draft. */
export const publishFile: Handler<PublishOptions & { readonly file?: string }> = async (context, given) => {
  const { file } = given.options;
  if (file !== undefined)
    await putInDraft(context, { options: given.options, payload: await readJson(file) });
  return publish(context, given);
};

/** Put a payload in place of the draft. All of it is checked before the draft is touched. */
async function putInDraft(
  { call }: CommandContext,
  { options, payload }: { options: ProfileOptions; payload: unknown },
): Promise<void> {
  const servers = isJsonObject(payload) ? payload.mcpServers : undefined;
  if (!isJsonObject(servers)) {
    throw new OrchestrationError('invalid_input', {
      message: 'The file holds no payload: { "mcpServers": { name: entry } }.',
    });
  }
  const inputs = Object.entries(servers).map(([server_name, server]) => ({
    ...profileKey(options),
    server_name,
    server,
  }));
  const add = await OPERATIONS.add_server_to_config();
  for (const input of inputs) parseInput(add.input, input);
  await call('clear_draft_config', profileKey(options));
  for (const input of inputs) await call('add_server_to_config', input);
}
