import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { OPERATIONS } from './catalogue.js';
import { type CoreOptions, composeCore } from './compose-core.js';
import type { DriftEvent } from './deploy/drift-event.js';
import type { WatchRequest } from './deploy/watch-drift.js';
import { createInvoke } from './invoke.js';
import { localUser } from './local-user.js';
import { localPrincipal, PERMISSIONS, type Permission } from './principal.js';
import { watchFiles } from './watch-files.js';

/** The names of the operations of core. */
export type OperationName = keyof typeof OPERATIONS;

type Named<Name extends OperationName> = Awaited<ReturnType<(typeof OPERATIONS)[Name]>>;

/** What an operation takes. */
export type InputOf<Name extends OperationName> = z.input<Named<Name>['input']>;

/** What an operation answers. */
export type OutputOf<Name extends OperationName> = z.output<Named<Name>['output']>;

/** The product as a library: every operation, called by name, as the person at the machine. */
export interface Orchestration {
  /** The folder that holds its state. */
  readonly home: string;
  /** @throws OrchestrationError with one of the codes that the operation declares, or a common one. */
  call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /**
   * Follow clients' files: how each stands to what was deployed in it, then each change of that within two seconds.
   * Ends when the signal is aborted, or the loop over it is left.
   * @throws OrchestrationError `forbidden`; `client_not_found`, `no_config_location` of the files named.
   */
  watch(
    request?: WatchRequest,
    options?: { readonly signal?: AbortSignal },
  ): AsyncGenerator<DriftEvent, void, undefined>;
  close(): Promise<void>;
}

/** What may be chosen when the library is opened. */
export interface OrchestrationOptions extends Omit<CoreOptions, 'migrations'> {
  /** What may be done; everything unless given. */
  readonly permissions?: readonly Permission[];
}

/**
 * Open the home of the person at the machine. CLI, stdio and HTTP servers may use it at the same time.
 * @throws OrchestrationError `unavailable` where its database cannot be opened.
 */
export async function openOrchestration(options: OrchestrationOptions = {}): Promise<Orchestration> {
  const { permissions = PERMISSIONS, ...rest } = options;
  const core = await composeCore(rest);
  const invoke = createInvoke({ operations: OPERATIONS, ...core });
  const principal = localPrincipal(localUser(), permissions);
  return {
    home: core.home,
    call: async (name, input) => {
      const call = { principal, signal: new AbortController().signal, requestId: randomUUID() };
      return (await invoke(name, input, call)) as OutputOf<typeof name>;
    },
    watch: (request = {}, { signal = new AbortController().signal } = {}) =>
      watchFiles(core, request, { principal, signal }),
    close: () => core.close(),
  };
}
