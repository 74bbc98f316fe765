import type { Handler } from '../command.js';
import { serverView } from './server-view.js';

/** `server show` */
export const serverShow: Handler = async ({ call }, { args: [server_id] }) => {
  const data = await call('describe_server', { server_id });
  return { data, view: serverView(data) };
};
