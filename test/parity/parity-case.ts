import type { Permission } from '@mcp-orchestration/core';

/** The ways by which an operation is reached. */
export const COLUMNS = ['in_process', 'http', 'mcp', 'cli', 'cli_over_http'] as const;

/** One of {@link COLUMNS}. */
export type ColumnName = (typeof COLUMNS)[number];

/** What the callers of the cases hold. Each is a token in every home, so that homes are alike. */
export const CALLERS = {
  admin: { role: 'admin' },
  viewer: { role: 'viewer' },
  editor: { role: 'editor' },
  deployer: { role: 'deployer' },
  publisher: { permissions: ['config:read', 'config:publish'] },
  token_keeper: { permissions: ['config:read', 'tokens:manage'] },
  auditor: { permissions: ['config:read', 'audit:read'] },
  cursor_only: { role: 'deployer', clients: ['cursor'] },
  work_only: { role: 'deployer', profiles: ['work'] },
} as const satisfies Record<
  string,
  {
    role?: string;
    permissions?: readonly Permission[];
    clients?: readonly string[];
    profiles?: readonly string[];
  }
>;

/** Who calls. */
export type Caller = keyof typeof CALLERS;

/** The fields of an operation. Text `@N.path` stands for what is at a dotted path of the outcome of step N, `~/` for the home directory. */
export type Fields = Readonly<Record<string, unknown>>;

/** What has been done before: an operation by the person at the machine, or a file written by another program. */
export type Given =
  | { readonly call: string; readonly input?: Fields }
  | { readonly write: string; readonly text: string };

/** What is done in each column, with what comes of it. */
export type Step =
  | { readonly call: string; readonly input?: Fields; readonly gives: Fields }
  | {
      readonly call: string;
      readonly input?: Fields;
      readonly fails: string;
      /** The fields, or `server field`, that the errors name. */
      readonly naming?: readonly string[];
    };

/** One case: the same outcome is expected in every column. */
export interface ParityCase {
  readonly name: string;
  readonly as?: Caller;
  readonly given?: readonly Given[];
  readonly steps: readonly Step[];
  /** Whether the server allows files anywhere in the user's home to be named. The person at the machine always may. */
  readonly allowTargets?: boolean;
  /** Variables in the environment of whoever runs the operations. */
  readonly env?: Readonly<Record<string, string>>;
  /** Columns that cannot state the case, each with the reason. */
  readonly not?: Partial<Record<ColumnName, string>>;
}
