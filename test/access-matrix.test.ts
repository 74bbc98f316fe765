import { AUTH_OPERATIONS } from '@mcp-orchestration/auth';
import {
  type AnyOperation,
  OPERATIONS as CORE_OPERATIONS,
  loadCatalogue,
  type Permission,
  ROLES,
  type Role,
} from '@mcp-orchestration/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPromisedApi, type PromisedApi } from './http-promises/api.js';

const OPERATIONS: readonly AnyOperation[] = await loadCatalogue({
  ...CORE_OPERATIONS,
  ...AUTH_OPERATIONS,
});
const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** One row of a matrix: the operations that callers of a role are let through to. */
type Matrix = Readonly<Record<Role, Readonly<Record<string, 'allowed' | 'forbidden'>>>>;

let api: PromisedApi;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  api = await openPromisedApi();
  for (const role of ROLE_NAMES) tokens.set(role, (await api.makeToken('--role', role)).token);
});
afterAll(() => api.close());

/** What the table of permissions says. */
function promised(operations: readonly AnyOperation[]): Matrix {
  return matrixOf((role) =>
    operations.map(({ name, permission }) => {
      const held: readonly Permission[] = ROLES[role];
      return [name, held.includes(permission) ? 'allowed' : 'forbidden'] as const;
    }),
  );
}

function matrixOf(row: (role: Role) => readonly (readonly [string, 'allowed' | 'forbidden'])[]): Matrix {
  return Object.fromEntries(ROLE_NAMES.map((role) => [role, Object.fromEntries(row(role))])) as Matrix;
}

/** What a server does: the answer to every operation, for every role. Nothing is given but what the path needs. */
async function observed(
  operations: readonly AnyOperation[],
  isForbidden: (operation: AnyOperation, token: string) => Promise<boolean>,
): Promise<Matrix> {
  const rows = new Map<Role, (readonly [string, 'allowed' | 'forbidden'])[]>();
  for (const role of ROLE_NAMES) {
    const row: (readonly [string, 'allowed' | 'forbidden'])[] = [];
    for (const operation of operations) {
      const forbidden = await isForbidden(operation, tokens.get(role) ?? '');
      row.push([operation.name, forbidden ? 'forbidden' : 'allowed']);
    }
    rows.set(role, row);
  }
  return matrixOf((role) => rows.get(role) ?? []);
}

/** An address without its holes: ids that name nothing, but a client that there is. */
function addressOf({ http }: AnyOperation): `${'GET' | 'POST' | 'DELETE'} /${string}` {
  const filled = http.replaceAll('{client_id}', 'cursor').replaceAll('{profile_id}', 'default');
  return filled.replaceAll(/\{\w+\}/g, 'nothing') as `GET /${string}`;
}

async function askHttp(operation: AnyOperation, token: string): Promise<boolean> {
  const body = operation.http.startsWith('POST') ? { body: {} } : {};
  const { status, body: answer } = await api.ask(addressOf(operation), { token, ...body });
  expect([operation.name, status === 401, status >= 500]).toEqual([operation.name, false, false]);
  expect([operation.name, status === 403]).toEqual([operation.name, answer.code === 'forbidden']);
  return status === 403;
}

async function askMcp({ name }: AnyOperation, token: string): Promise<boolean> {
  const { status, body } = await mcp(token, 'tools/call', { name, arguments: {} });
  expect([name, status, body.error]).toEqual([name, 200, undefined]);
  const { code } = body.result.structuredContent;
  expect([name, code]).not.toEqual([name, 'internal']);
  return code === 'forbidden';
}

function mcp(token: string, method: string, params: object = {}) {
  return api.ask('POST /mcp', {
    token,
    headers: { accept: 'application/json, text/event-stream' },
    body: { jsonrpc: '2.0', id: 1, method, params },
  });
}

describe('who may do what is what the table of permissions says', () => {
  it('over HTTP: every role, every operation', async () => {
    const seen = await observed(OPERATIONS, askHttp);
    expect(seen).toEqual(promised(OPERATIONS));
    process.stdout.write(
      `access matrix: ${ROLE_NAMES.length} roles × ${OPERATIONS.length} operations over HTTP\n`,
    );
  });

  it('over MCP: every role, every tool, called and listed', async () => {
    const tools = OPERATIONS.filter((operation) => operation.mcp);
    const expected = promised(tools);
    expect(await observed(tools, askMcp)).toEqual(expected);
    for (const role of ROLE_NAMES) {
      const { result } = (await mcp(tokens.get(role) ?? '', 'tools/list')).body;
      const listed = result.tools.map(({ name }: { name: string }) => name).sort();
      const allowed = Object.entries(expected[role]).filter(([, may]) => may === 'allowed');
      expect([role, listed]).toEqual([role, allowed.map(([name]) => name).sort()]);
    }
    process.stdout.write(`access matrix: ${ROLE_NAMES.length} roles × ${tools.length} tools over MCP\n`);
  });

  it('for nobody: no operation and no tool without credentials', async () => {
    for (const operation of OPERATIONS) {
      const { status } = await api.ask(addressOf(operation), { token: null });
      expect([operation.name, status]).toEqual([operation.name, 401]);
    }
    expect((await api.ask('POST /mcp', { token: null, body: {} })).status).toBe(401);
  });
});
