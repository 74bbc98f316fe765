import type { Handler } from '../command.js';
import { draftView } from './draft-view.js';
import { type ProfileOptions, profileKey } from './profile-key.js';

/** `draft show` */
export const draftShow: Handler<ProfileOptions> = async ({ call }, { options }) => {
  const data = await call('view_draft_config', profileKey(options));
  return { data, view: draftView(data) };
};
