import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';

/** `token revoke` */
export const tokenRevoke: Handler = async ({ call, confirm }, { args: [token_id] }) => {
  await confirm(`Revoke the token ${token_id} for ever?`);
  const data = await call('revoke_token', { token_id });
  return {
    data,
    view: [
      line(
        'Revoked the token ',
        toned(data.token_id, 'strong'),
        '; running servers refuse it within a second.',
      ),
    ],
  };
};
