import { EXIT_CODE } from '@mcp-orchestration/core';
import type { Handler } from '../command.js';
import { type Cell, line, table, toned } from '../printing/view.js';
import { type ProfileOptions, profileKey } from './profile-key.js';

/** `verify`. A release that does not verify exits as a conflict does. */
export const verify: Handler<ProfileOptions & { readonly release?: string }> = async (
  { call },
  { options },
) => {
  const data = await call('verify_config', { ...profileKey(options), version: options.release });
  const rows = data.checks.map(({ name, ok, detail }): Cell[] => [
    ok ? toned('ok', 'good') : toned('failed', 'bad'),
    name,
    detail ?? '',
  ]);
  const what = ` release ${data.version} of ${options.client}/${options.profile}`;
  return {
    data,
    view: [
      data.valid ? line(toned('Verified', 'good'), what) : line(toned('Not verified:', 'bad'), what),
      line(toned('key  ', 'dim'), `${data.signing_key_id} (${data.key_status})`),
      table(['RESULT', 'CHECK', 'DETAIL'], rows),
    ],
    exitCode: data.valid ? 0 : EXIT_CODE.conflict,
  };
};
