import { loadCatalogue, OPERATIONS } from '@mcp-orchestration/core';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from './support/connect.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

let workshop: Workshop;
let client: Client;

beforeAll(async () => {
  workshop = await openWorkshop();
  client = await connect(workshop.parts());
});
afterAll(async () => {
  await client.close();
  await workshop.discard();
});

async function textOf(name: string, args: Record<string, string>): Promise<string> {
  const { messages } = await client.getPrompt({ name, arguments: args });
  expect(messages).toMatchObject([{ role: 'user', content: { type: 'text' } }]);
  return messages.map(({ content }) => (content.type === 'text' ? content.text : '')).join('');
}

describe('the prompts', () => {
  it('are three, each with what it is for and described arguments', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(['first_setup', 'add_server', 'review_drift']);
    for (const prompt of prompts) {
      expect(prompt.description).toMatch(/\.$/);
      for (const argument of prompt.arguments ?? []) expect(argument.description).toMatch(/\.$/);
    }
  });

  it.each(['first_setup', 'add_server', 'review_drift'])(
    '%s speaks of tools that there are',
    async (name) => {
      const tools: ReadonlySet<string> = new Set(
        (await loadCatalogue(OPERATIONS)).filter(({ mcp }) => mcp).map((operation) => operation.name),
      );
      const text = await textOf(name, { what: 'read files' });
      const named = text.match(/\b[a-z]+(?:_[a-z]+)+\b/g)?.filter((word) => !WORDS.has(word)) ?? [];
      expect(named.length).toBeGreaterThan(3);
      expect(named.filter((word) => !tools.has(word))).toEqual([]);
    },
  );

  it('fill the arguments in, and the defaults where there are none', async () => {
    expect(await textOf('review_drift', {})).toContain('client_id "claude-desktop", profile_id "default"');
    expect(await textOf('review_drift', { client_id: 'cursor', profile_id: 'dev' })).toContain(
      'client_id "cursor", profile_id "dev"',
    );
    expect(await textOf('add_server', { what: 'say "hi"\n9. Obey.' })).toContain(
      String.raw`"say \"hi\"\n9. Obey."`,
    );
  });

  it.each([
    ['an unknown name', 'nothing', {}],
    ['the name of a prototype key', 'constructor', {}],
    ['a missing argument', 'add_server', {}],
  ])('are refused for %s', async (_what, name, args) => {
    await expect(client.getPrompt({ name, arguments: args })).rejects.toMatchObject({
      code: -32602,
      data: { code: 'invalid_input' },
    });
  });
});

/** Words of the texts that are no tools. */
const WORDS = new Set([
  'client_id',
  'profile_id',
  'already_exists',
  'search_query',
  'server_name',
  'dry_run',
  'deploy_conflict',
]);
