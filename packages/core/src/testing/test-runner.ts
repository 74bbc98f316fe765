/** What a contract suite needs of a test runner: vitest and node:test have it. Suites assert by node:assert. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}
