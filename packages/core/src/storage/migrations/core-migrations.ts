import { initial } from './0001-initial.js';
import { clientPaths } from './0002-client-paths.js';
import { inputEntries } from './0003-input-entries.js';
import type { Migration } from './migration.js';

/** The schema of core, step by step. */
export const coreMigrations: readonly Migration[] = [initial, clientPaths, inputEntries];
