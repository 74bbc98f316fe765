import { homedir } from 'node:os';
import type { Machine } from './ports/machine.js';

/** The machine that this process runs on. Systems that are neither macOS nor Windows are taken for Linux. */
export function nodeMachine(hostId: string): Machine {
  const { platform } = process;
  return {
    platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    homeDirectory: homedir(),
    env: process.env,
    workingDirectory: process.cwd(),
    hostId,
  };
}
