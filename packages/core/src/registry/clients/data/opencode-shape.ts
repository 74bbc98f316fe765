import type { EntryShape, RemoteShape } from '../client-definition.js';
import { ENABLED, typedRemote } from './shapes.js';

const REMOTE: RemoteShape = typedRemote('remote');

/** opencode and what was forked from it: the program and its arguments are one list. */
export const OPENCODE_SHAPE: EntryShape = {
  stdio: { type: { member: 'type', value: 'local' }, command: 'command', env: 'environment', cwd: 'cwd' },
  http: REMOTE,
  sse: REMOTE,
  switch: ENABLED,
};
