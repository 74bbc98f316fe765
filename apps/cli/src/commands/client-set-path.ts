import { resolve } from 'node:path';
import { OrchestrationError } from '@mcp-orchestration/core';
import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';

/** `client set-path` */
export const clientSetPath: Handler<{ readonly unset?: boolean }> = async (
  { call },
  { args: [client_id, path], options },
) => {
  const unset = options.unset === true;
  if (unset === (path !== undefined)) {
    throw new OrchestrationError('invalid_input', { message: 'Give a path, or --unset; one of the two.' });
  }
  const data = await call('set_client_path', {
    client_id,
    path: path === undefined ? null : resolve(path),
  });
  const place = data.config_path ?? 'nowhere on this system';
  return {
    data,
    view: [line('The file of ', toned(data.client_id, 'strong'), ` is ${place}.`)],
    notes: ['What was deployed in the former file stays there: take it out with undeploy --target FILE'],
  };
};
