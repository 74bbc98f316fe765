import { initial } from './0001-initial.js';
import type { Migration } from './migration.js';

/** The schema of core, step by step. */
export const coreMigrations: readonly Migration[] = [initial];
