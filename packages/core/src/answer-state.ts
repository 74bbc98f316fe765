import type { Core } from './compose-core.js';
import { isThere } from './deploy/node-file-system.js';
import type { AnyOperation } from './operation.js';

/**
 * Make what names the state that an operation's answers follow from: the same question has the same answer under the
 * same name. undefined of operations that state nothing of the kind, and where the database cannot tell.
 */
export function createAnswerState({
  database,
  machine,
}: Pick<Core, 'database' | 'machine'>): (operation: AnyOperation) => string | undefined {
  return ({ repeatable }) => {
    const version = repeatable === undefined ? undefined : database.version();
    if (version === undefined || repeatable === undefined) return undefined;
    return `${version} ${repeatable === true ? '' : repeatable({ machine, isThere })}`;
  };
}
