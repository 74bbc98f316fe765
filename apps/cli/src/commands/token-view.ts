import type { Answers } from '../all-operations.js';
import { type Block, line, toned, type View } from '../printing/view.js';

/** A token that was just made, with its secret. Scripts cut the third word out of the first line. */
export function newTokenView(token: Answers<'create_token'>): View {
  return [
    line(`Generated token: ${token.token}`),
    fact('id', token.token_id),
    fact('name', token.name),
    fact('permissions', token.permissions.join(' ')),
    ...limitLines(token),
    fact('expires', token.expires_at ?? 'never'),
  ];
}

function limitLines({ clients, profiles }: Answers<'create_token'>): Block[] {
  return [
    ...(clients === undefined ? [] : [fact('clients', clients.join(' '))]),
    ...(profiles === undefined ? [] : [fact('profiles', profiles.join(' '))]),
  ];
}

function fact(name: string, value: string): Block {
  return line(toned(`${name}:`.padEnd(13), 'dim'), value);
}
