import { randomUUID } from 'node:crypto';
import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Core,
  composeCore,
  createInvoke,
  type Invoke,
  loadCatalogue,
  localPrincipal,
  OPERATIONS,
  type Permission,
  type Principal,
} from '@mcp-orchestration/core';
import type { McpServerParts } from '../../src/create-mcp-server.js';
import { describeTools } from '../../src/tools.js';

/** A home with its database and a user's folder beside it: all real, and all its own. */
export interface Workshop {
  readonly folder: string;
  /** The file of Claude Desktop. */
  readonly target: string;
  readonly core: Core;
  readonly invoke: Invoke;
  /** What a server is made of, for a session with these permissions. */
  parts(permissions?: readonly Permission[]): McpServerParts;
  partsOf(principal: Principal): McpServerParts;
  /** Call an operation past the protocol. */
  call(name: string, input?: Record<string, unknown>): Promise<Record<string, unknown>>;
  discard(): Promise<void>;
}

/** Put the core together in a folder: a new one unless named. */
export async function openWorkshop(named?: string): Promise<Workshop> {
  const folder = named ?? realpathSync(mkdtempSync(join(tmpdir(), 'mcp-stdio-')));
  const core = await composeCore({
    home: join(folder, 'home'),
    databaseUrl: join(folder, 'home', 'state.db'),
    machine: { platform: 'linux', homeDirectory: folder, env: {}, workingDirectory: folder },
  });
  const invoke = createInvoke({ operations: OPERATIONS, ...core });
  const tools = describeTools(await loadCatalogue(OPERATIONS));
  const partsOf = (principal: Principal): McpServerParts => ({
    invoke,
    operations: OPERATIONS,
    tools,
    principal,
    info: { name: 'workshop', version: '1.2.3' },
  });
  return {
    folder,
    target: join(folder, '.config/Claude/claude_desktop_config.json'),
    core,
    invoke,
    partsOf,
    parts: (permissions) => partsOf(localPrincipal('tester', permissions)),
    call: (name, input = {}) =>
      invoke(name, input, {
        principal: localPrincipal('tester'),
        signal: new AbortController().signal,
        requestId: randomUUID(),
      }),
    async discard() {
      await core.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
