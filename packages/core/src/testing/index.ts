export type { ContractContext, StorageDatabase } from './contracts/contract.js';
export { startPostgres, type TestPostgres } from './postgres.js';
export {
  sampleAuditEntry,
  sampleDeployment,
  sampleDraft,
  sampleEntry,
  sampleIntent,
  sampleKey,
  sampleRelease,
  sampleServer,
} from './samples.js';
export { storesContract } from './stores-contract.js';
export type { TestRunner } from './test-runner.js';
