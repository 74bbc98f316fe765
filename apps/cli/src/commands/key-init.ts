import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';

/** `key init` */
export const keyInit: Handler<{ readonly regenerate?: boolean }> = async ({ call }, { options }) => {
  const data = await call('initialize_keys', { regenerate: options.regenerate });
  return {
    data,
    view: [
      line(data.message),
      line(toned('key     ', 'dim'), toned(data.key_id, 'strong')),
      line(toned('folder  ', 'dim'), data.key_dir),
      line(toned('public  ', 'dim'), data.public_key_path),
    ],
  };
};
