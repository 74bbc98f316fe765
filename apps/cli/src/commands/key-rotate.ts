import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';

/** `key rotate` */
export const keyRotate: Handler = async ({ call }) => {
  const data = await call('rotate_key');
  return {
    data,
    view: [
      line(
        'The key ',
        toned(data.key_id, 'strong'),
        ' signs from now on; what the one before signed still verifies.',
      ),
    ],
  };
};
