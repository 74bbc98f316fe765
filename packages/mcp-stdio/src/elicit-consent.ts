import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Consent } from './consent.js';

/** How long a person may take to answer, in milliseconds. */
const PATIENCE = 600_000;

/** Ask for consent by elicitation; undefined where the client does not say that it can ask its user. */
export function elicitConsent(server: Server): Consent | undefined {
  if (server.getClientCapabilities()?.elicitation?.form === undefined) return undefined;
  return async (message, signal) => {
    const question = {
      message,
      requestedSchema: {
        type: 'object' as const,
        properties: { deploy: { type: 'boolean' as const, title: 'Write the file', default: true } },
        required: ['deploy'],
      },
    };
    // No answer is no consent: neither silence nor an error of the client.
    const answer = server.elicitInput(question, { signal, timeout: PATIENCE }).catch(() => undefined);
    const given = await answer;
    return given?.action === 'accept' && given.content?.deploy === true;
  };
}
