import assert from 'node:assert/strict';
import type { Database } from '../../ports/database.js';
import type { Stores } from '../../ports/stores.js';
import type { StorageHandle } from '../../storage/schema.js';
import type { TestRunner } from '../test-runner.js';

/** A database with the stores of core. */
export type StorageDatabase = Database<StorageHandle, Stores>;

/** What a contract is checked on. */
export interface ContractContext extends TestRunner {
  /** Open a database that is new and empty. The suite closes it. */
  readonly open: () => Promise<StorageDatabase>;
}

/** One rule of a contract. */
export type Rule = (database: StorageDatabase) => Promise<void>;

/** State rules, each a test on a database of its own. */
export function stateRules(
  { describe, it, open }: ContractContext,
  rules: Record<string, Record<string, Rule>>,
): void {
  for (const [subject, sentences] of Object.entries(rules)) {
    describe(subject, () => {
      for (const [sentence, rule] of Object.entries(sentences)) {
        it(sentence, async () => {
          const database = await open();
          try {
            await rule(database);
          } finally {
            await database.close();
          }
        });
      }
    });
  }
}

/** Run one write in a transaction of its own. */
export function write<Result>(
  database: StorageDatabase,
  work: (stores: Stores) => Promise<Result>,
): Promise<Result> {
  return database.transaction((stores) => work(stores));
}

/** Expect an OrchestrationError with this code. */
export async function rejectsWith(code: string, attempt: Promise<unknown>): Promise<void> {
  await assert.rejects(attempt, { name: 'OrchestrationError', code });
}
