import { ERRORS } from '@mcp-orchestration/core';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, callTool, connect } from './support/connect.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

let workshop: Workshop;
let client: Client;

beforeAll(async () => {
  workshop = await openWorkshop();
  client = await connect(workshop.parts());
  await client.listTools();
  await workshop.call('initialize_keys');
});
afterAll(async () => {
  await client.close();
  await workshop.discard();
});

/** A refusal says what and where in our words, and shows nothing of the inside. */
function expectRefusal(answer: Answer, code: string): void {
  expect(answer).toMatchObject({ isError: true, data: { code } });
  expect(JSON.parse(answer.text)).toEqual(answer.data);
  expect(answer.text).not.toMatch(/node_modules|\bat [\w.]+ \(|\.[jt]s:\d|ZodError/);
  expect(answer.text).not.toContain(workshop.folder);
}

const huge = 'x'.repeat(2_000_000);
const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`);

describe('a hostile call', () => {
  it.each<[what: string, name: string, args: Record<string, unknown>, code: string]>([
    ['of a tool that does not exist', 'drop_tables', {}, 'operation_not_found'],
    ['of a tool with the name of a prototype key', '__proto__', {}, 'operation_not_found'],
    ['of a tool with a huge name', huge, {}, 'operation_not_found'],
    ['of an operation that is no tool', 'create_token', {}, 'operation_not_found'],
    ['of an operation that is kept from tools', 'revoke_key', {}, 'operation_not_found'],
    ['with a field that does not exist', 'view_draft_config', { nonsense: 1 }, 'invalid_input'],
    ['with a prototype key as a field', 'view_draft_config', { constructor: {} }, 'invalid_input'],
    ['with a number as an id', 'view_draft_config', { client_id: 7 }, 'invalid_input'],
    ['with null as an id', 'view_draft_config', { client_id: null }, 'invalid_input'],
    ['with a list as an id', 'view_draft_config', { client_id: ['cursor'] }, 'invalid_input'],
    ['with a path as an id', 'view_draft_config', { profile_id: '../../etc' }, 'invalid_input'],
    ['with a device as an id', 'view_draft_config', { profile_id: 'con' }, 'invalid_input'],
    ['with a prototype key as an id', 'view_draft_config', { client_id: '__proto__' }, 'invalid_input'],
    [
      'with a client that has the name of a prototype key',
      'view_draft_config',
      { client_id: 'constructor' },
      'client_not_found',
    ],
    ['with a NUL in an id', 'view_draft_config', { client_id: 'cur\0sor' }, 'invalid_input'],
    ['with a huge id', 'view_draft_config', { client_id: huge }, 'invalid_input'],
    ['with an unknown client', 'view_draft_config', { client_id: 'nobody' }, 'client_not_found'],
    ['with an unknown server', 'describe_server', { server_id: 'nothing' }, 'server_not_found'],
    [
      'with a server that has the name of a prototype key',
      'describe_server',
      { server_id: 'constructor' },
      'server_not_found',
    ],
    ['without what is required', 'describe_server', {}, 'invalid_input'],
    [
      'with JSON text of another type',
      'add_server_to_config',
      { server_id: 'memory', params: '[1]' },
      'invalid_input',
    ],
    [
      'with JSON text that is none',
      'add_server_to_config',
      { server_id: 'memory', params: '{path' },
      'invalid_input',
    ],
    [
      'with a parameter named __proto__',
      'add_server_to_config',
      { server_id: 'memory', params: '{"__proto__":"x"}' },
      'invalid_input',
    ],
    [
      'with an entry that is nested too deep',
      'add_server_to_config',
      { server: { command: 'x', extra: deep }, server_name: 'a' },
      'invalid_input',
    ],
    [
      'with an entry that hides __proto__',
      'add_server_to_config',
      { server: '{"command":"x","__proto__":{"y":1}}', server_name: 'a' },
      'invalid_input',
    ],
    [
      'with an entry of both kinds',
      'add_server_to_config',
      { server: { command: 'x', url: 'http://x' }, server_name: 'a' },
      'invalid_input',
    ],
    [
      'with a huge name',
      'add_server_to_config',
      { server: { command: 'x' }, server_name: huge },
      'invalid_input',
    ],
    [
      'with a name that deceives',
      'add_server_to_config',
      { server: { command: 'x' }, server_name: 'a\u202Eb' },
      'invalid_input',
    ],
    ['with a version that is no integer', 'get_config', { version: 1.5 }, 'invalid_input'],
    ['with a version beyond all integers', 'get_config', { version: 1e300 }, 'invalid_input'],
    ['with a boolean that is a word', 'deploy_config', { dry_run: 'yes' }, 'invalid_input'],
    ['with a file that is none', 'import_config', { file: '\0' }, 'invalid_input'],
    ['of what was never published', 'get_config', {}, 'config_not_found'],
    ['of a draft that is empty', 'publish_config', { profile_id: 'empty' }, 'draft_empty'],
  ])('%s is refused', async (_what, name, args, code) => {
    expectRefusal(await callTool(client, name, args), code);
  });

  it('is refused by a report of bounded length, whatever was sent', async () => {
    const { text } = await callTool(client, huge, { [huge]: huge });
    expect(text.length).toBeLessThan(2_000);
  });

  it('names the field that is wrong, and not its value', async () => {
    const { data, text } = await callTool(client, 'add_server_to_config', {
      server: { command: 'x', env: { 'BAD NAME': 'hunter2' } },
      server_name: 'a',
    });
    expect(data.errors).toMatchObject([{ field: 'server.env.BAD NAME' }]);
    expect(text).not.toContain('hunter2');
  });

  it('never ends in an internal error, whatever the arguments are', async () => {
    const { tools } = await client.listTools();
    const calls = tools
      .filter(({ name }) => name !== 'initialize_keys')
      .map(({ name, inputSchema }) =>
        fc.record({
          name: fc.constant(name),
          args: fc.dictionary(
            fc.oneof(
              {
                weight: 4,
                arbitrary: fc.constantFrom('nonsense', ...Object.keys(inputSchema.properties ?? {})),
              },
              fc.string(),
            ),
            fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.json({ maxDepth: 2 })),
          ),
        }),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(...calls), async ({ name, args }) => {
        const { isError, data } = await callTool(client, name, args as Record<string, unknown>);
        if (!isError) return;
        expect(Object.keys(ERRORS)).toContain(data.code);
        expect(data).not.toMatchObject({ code: 'internal' });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a hostile message', () => {
  it.each<[what: string, params: unknown]>([
    ['a call without a name', { arguments: {} }],
    ['a call whose arguments are a list', { name: 'list_clients', arguments: [1] }],
    ['a call whose name is a number', { name: 7 }],
  ])('%s is refused by the protocol, without a stack', async (_what, params) => {
    const { z } = await import('zod');
    const call = client.request({ method: 'tools/call', params: params as never }, z.unknown() as never);
    const error: Error = await call.then(
      () => expect.unreachable(),
      (thrown: Error) => thrown,
    );
    expect(error).toMatchObject({ code: expect.any(Number) });
    expect(error.message).not.toMatch(/node_modules|\.[jt]s:\d/);
  });
});
