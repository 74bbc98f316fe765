import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from './support/connect.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

let workshop: Workshop;
let client: Client;

beforeAll(async () => {
  workshop = await openWorkshop();
  await workshop.call('add_server_to_config', {
    server_id: 'memory',
    client_id: 'cursor',
    profile_id: 'dev',
  });
  client = await connect(workshop.parts());
});
afterAll(async () => {
  await client.close();
  await workshop.discard();
});

function complete(name: string, value: string, known: Record<string, string> = {}, asked = client) {
  return asked
    .complete({
      ref: { type: 'ref/prompt', name: 'first_setup' },
      argument: { name, value },
      context: { arguments: known },
    })
    .then(({ completion }) => completion);
}

describe('the completion of an argument', () => {
  it('offers the clients that begin with what was typed', async () => {
    expect(await complete('client_id', 'claude')).toEqual({
      values: ['claude-desktop', 'claude-code'],
      total: 2,
      hasMore: false,
    });
    expect((await complete('client_id', 'nobody')).values).toEqual([]);
  });

  it('offers the profiles of the client that was chosen before', async () => {
    expect((await complete('profile_id', '', { client_id: 'cursor' })).values).toEqual(['default', 'dev']);
    expect((await complete('profile_id', '')).values).toEqual(['default']);
  });

  it('offers the servers of the catalogue, for addresses of resources too', async () => {
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'server://{server_id}' },
      argument: { name: 'server_id', value: 'filesy' },
    });
    expect(completion.values).toEqual(['filesystem']);
    const all = await complete('server_id', '');
    expect(all.values.length).toBeLessThanOrEqual(100);
    expect(all.hasMore).toBe((all.total ?? 0) > 100);
  });

  it.each(['what', 'constructor', ''])('offers nothing for an argument named %j', async (name) => {
    expect((await complete(name, '')).values).toEqual([]);
  });

  it('offers nothing to those who may not read', async () => {
    const limited = await connect(workshop.parts([]));
    expect((await complete('client_id', '', {}, limited)).values).toEqual([]);
    await limited.close();
  });
});
