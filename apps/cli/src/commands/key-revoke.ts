import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';

/** `key revoke` */
export const keyRevoke: Handler<{ readonly reason?: string }> = async (
  { call, confirm },
  { args: [key_id], options },
) => {
  await confirm(`Revoke the key ${key_id} for ever? No release that it signed will verify or deploy.`);
  const data = await call('revoke_key', { key_id, reason: options.reason });
  return {
    data,
    view: [line('Revoked the key ', toned(data.key_id, 'strong'), '.')],
    notes: ['If it was the active one, make another with: mcp-orchestration key rotate'],
  };
};
