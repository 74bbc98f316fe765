import { artifactStoreContract } from './contracts/artifact-store-contract.js';
import { auditStoreContract } from './contracts/audit-store-contract.js';
import { clientPathStoreContract } from './contracts/client-path-store-contract.js';
import type { ContractContext } from './contracts/contract.js';
import { deploymentStoreContract } from './contracts/deployment-store-contract.js';
import { draftStoreContract } from './contracts/draft-store-contract.js';
import { intentContract } from './contracts/intent-contract.js';
import { keyStoreContract } from './contracts/key-store-contract.js';
import { releaseStoreContract } from './contracts/release-store-contract.js';
import { serverStoreContract } from './contracts/server-store-contract.js';
import { transactionContract } from './contracts/transaction-contract.js';

/**
 * What holds of every database: state it as tests of the runner given, on databases that `open` makes new for each.
 * @example storesContract({ describe, it, open: () => openDatabase({ url: newUrl() }) })
 */
export function storesContract(context: ContractContext): void {
  transactionContract(context);
  draftStoreContract(context);
  releaseStoreContract(context);
  artifactStoreContract(context);
  keyStoreContract(context);
  serverStoreContract(context);
  deploymentStoreContract(context);
  intentContract(context);
  clientPathStoreContract(context);
  auditStoreContract(context);
}
