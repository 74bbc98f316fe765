import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';

/** `server remove` */
export const serverRemove: Handler = async ({ call, confirm }, { args: [server_id] }) => {
  await confirm(`Take ${server_id} out of the catalogue?`);
  const data = await call('unregister_server', { server_id });
  return { data, view: [line('Took ', toned(data.server_id, 'strong'), ' out of the catalogue.')] };
};
