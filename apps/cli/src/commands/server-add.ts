import { isJsonObject, OrchestrationError } from '@mcp-orchestration/core';
import type { Handler } from '../command.js';
import { line, toned } from '../printing/view.js';
import { readJson } from './read-text.js';

/** `server add` */
export const serverAdd: Handler = async ({ call }, { args: [file = '-'] }) => {
  const definition = await readJson(file);
  if (!isJsonObject(definition)) {
    throw new OrchestrationError('invalid_input', {
      message: 'The definition of a server is a JSON object.',
    });
  }
  const data = await call('register_server', definition);
  return {
    data,
    view: [line('Registered ', toned(data.server_id, 'strong'), '.')],
    notes: [`Add it to a draft with: mcp-orchestration draft add ${data.server_id}`],
  };
};
