import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askingClient, callTool, connect, newClient } from './support/connect.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

const YES: ElicitResult = { action: 'accept', content: { deploy: true } };

let workshop: Workshop;

async function publish(server_name: string): Promise<void> {
  await workshop.call('add_server_to_config', { server: { command: `run-${server_name}` }, server_name });
  await workshop.call('publish_config');
}

beforeEach(async () => {
  workshop = await openWorkshop();
  await workshop.call('initialize_keys');
  await publish('one');
});
afterEach(() => workshop.discard());

describe('the question before a deployment', () => {
  it('shows the plan and what would be started, and an agreement lets it happen', async () => {
    const { client, questions } = askingClient(() => YES);
    await connect(workshop.parts(), client);
    expect((await callTool(client, 'deploy_config')).data).toMatchObject({ status: 'deployed' });
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain('release 1 of claude-desktop/default');
    expect(questions[0]).toContain(workshop.target);
    expect(questions[0]).toContain('add "one"');
    expect(questions[0]).toContain('run-one');
    expect(await readFile(workshop.target, 'utf8')).toContain('run-one');
    await client.close();
  });

  it.each<[what: string, answer: () => ElicitResult]>([
    ['declined', () => ({ action: 'decline' })],
    ['put away', () => ({ action: 'cancel' })],
    ['accepted with the box left empty', () => ({ action: 'accept', content: { deploy: false } })],
    ['accepted without its field', () => ({ action: 'accept' })],
    ['accepted with nonsense', () => ({ action: 'accept', content: { deploy: 'yes' } })],
    [
      'answered by an error of the client',
      () => {
        throw new Error('The window was closed.');
      },
    ],
  ])('that is %s leaves the file as it was', async (_what, answer) => {
    const { client, questions } = askingClient(answer);
    await connect(workshop.parts(), client);
    const { isError, data } = await callTool(client, 'deploy_config');
    expect({ isError, code: data.code }).toEqual({ isError: true, code: 'consent_declined' });
    expect(questions).toHaveLength(1);
    expect(existsSync(workshop.target)).toBe(false);
    await client.close();
  });

  it('comes before a rollback that deploys, too', async () => {
    await workshop.call('deploy_config');
    await publish('two');
    await workshop.call('deploy_config');
    const before = await readFile(workshop.target, 'utf8');
    let answer: ElicitResult = { action: 'decline' };
    const { client, questions } = askingClient(() => answer);
    await connect(workshop.parts(), client);

    const rollBack = () => callTool(client, 'rollback_config', { to: 1, deploy: true });
    expect((await rollBack()).data).toMatchObject({ code: 'consent_declined' });
    expect(questions[0]).toContain('remove "two"');
    expect(await readFile(workshop.target, 'utf8')).toBe(before);
    expect(await workshop.call('get_config')).toMatchObject({ version: 2 });

    answer = YES;
    expect((await rollBack()).data).toMatchObject({ status: 'rolled_back', version: 3 });
    expect(await readFile(workshop.target, 'utf8')).not.toContain('run-two');
    await client.close();
  });

  it('holds for the release that was shown, not for one that came while the person was thinking', async () => {
    const { client } = askingClient(async () => {
      await publish('sneaked-in');
      return YES;
    });
    await connect(workshop.parts(), client);
    expect((await callTool(client, 'deploy_config')).data).toMatchObject({ status: 'deployed', version: 1 });
    expect(await readFile(workshop.target, 'utf8')).not.toContain('sneaked-in');
    await client.close();
  });

  it.each<[what: string, name: string, args: Record<string, unknown>]>([
    ['a dry run', 'deploy_config', { dry_run: true }],
    ['a dry run as text', 'deploy_config', { dry_run: 'true' }],
    ['a rollback that does not deploy', 'rollback_config', { to: 1 }],
    ['a deployment of what is there already', 'deploy_config', {}],
  ])('is not put for %s', async (_what, name, args) => {
    if (!('dry_run' in args)) await workshop.call('deploy_config');
    const { client, questions } = askingClient(() => YES);
    await connect(workshop.parts(), client);
    expect((await callTool(client, name, args)).isError).toBe(false);
    expect(questions).toEqual([]);
    await client.close();
  });

  it('is not put where the plan itself is refused, and the refusal is the answer', async () => {
    const { client, questions } = askingClient(() => YES);
    await connect(workshop.parts(), client);
    expect((await callTool(client, 'deploy_config', { version: 9 })).data).toMatchObject({
      code: 'release_not_found',
    });
    expect(questions).toEqual([]);
    await client.close();
  });

  it.each([
    ['cannot ask', {}],
    ['can only open addresses', { elicitation: { url: {} } }],
  ])('is not put to a client that %s', async (_what, capabilities) => {
    const client = await connect(workshop.parts(), newClient(capabilities));
    expect((await callTool(client, 'deploy_config')).data).toMatchObject({ status: 'deployed' });
    await client.close();
  });
});
