import { OrchestrationError } from '@mcp-orchestration/core';
import type { Column, Outcome } from '../column.js';
import { openProduct } from '../product.js';

/** The report of an error as this suite compares it. */
export function toOutcome(error: unknown): Outcome {
  if (!(error instanceof OrchestrationError)) throw error;
  return { error: error.toReport() as never };
}

/** `invoke`, called as the token's principal. */
export const inProcess: Column = {
  async open({ user, parityCase, token }) {
    const product = await openProduct(user, parityCase);
    const principal = await product.authenticate({ authorization: `Bearer ${token}` });
    const call = { principal, signal: new AbortController().signal, requestId: 'parity' };
    return {
      call: (name, input) =>
        product.invoke(name, input, call).then((output): Outcome => ({ output }), toOutcome),
      close: () => product.close(),
    };
  },
};
