import type { Handler } from '../command.js';
import { line, table } from '../printing/view.js';
import { keyRow } from './key-view.js';

/** `key list` */
export const keyList: Handler = async ({ call }) => {
  const data = await call('list_keys');
  const none = line('There is no signing key. Make one with: mcp-orchestration key init');
  return {
    data,
    view:
      data.keys.length === 0 ? [none] : [table(['STATUS', 'KEY', 'SINCE', 'REASON'], data.keys.map(keyRow))],
  };
};
