import type { Handler } from '../command.js';
import { newTokenView } from './token-view.js';

/** `token rotate` */
export const tokenRotate: Handler<{ readonly grace?: string }> = async (
  { call },
  { args: [token_id], options },
) => {
  const data = await call('rotate_token', { token_id, grace: options.grace });
  return {
    data,
    view: newTokenView(data),
    notes: ['Its secret is shown this once; only a hash of it is kept.'],
  };
};
