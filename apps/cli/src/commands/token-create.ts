import type { Handler } from '../command.js';
import { newTokenView } from './token-view.js';

/** The options of `token create`. */
interface TokenOptions {
  readonly name?: string;
  readonly role?: string;
  readonly permission?: readonly string[];
  readonly client?: readonly string[];
  readonly profile?: readonly string[];
  readonly expires?: string;
}

/** `token create` */
export const tokenCreate: Handler<TokenOptions> = async ({ call }, { options }) => {
  const data = await call('create_token', {
    name: options.name,
    role: options.role,
    permissions: options.permission,
    clients: options.client,
    profiles: options.profile,
    expires_in: options.expires,
  });
  return {
    data,
    view: newTokenView(data),
    notes: ['Its secret is shown this once; only a hash of it is kept.'],
  };
};
