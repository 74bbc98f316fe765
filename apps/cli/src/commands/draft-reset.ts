import type { Handler } from '../command.js';
import { draftView } from './draft-view.js';
import { type ProfileOptions, profileKey } from './profile-key.js';

/** `draft reset` */
export const draftReset: Handler<ProfileOptions & { readonly release?: string }> = async (
  { call, confirm },
  { options },
) => {
  const from = options.release === undefined ? 'the latest release' : `release ${options.release}`;
  await confirm(`Put ${from} in place of the draft of ${options.client}/${options.profile}?`);
  const data = await call('reset_draft', { ...profileKey(options), version: options.release });
  return { data, view: draftView(data) };
};
