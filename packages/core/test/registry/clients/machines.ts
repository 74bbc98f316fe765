import type { Machine } from '../../../src/ports/machine.js';

function machine(platform: Machine['platform'], homeDirectory: string): Machine {
  return { platform, homeDirectory, env: {}, workingDirectory: homeDirectory, hostId: 'host' };
}

/** One machine of each system, each with nothing but a home directory. */
export const DARWIN = machine('darwin', '/Users/ada');
export const LINUX = machine('linux', '/home/ada');
export const WINDOWS = machine('win32', 'C:\\Users\\ada');
export const MACHINES: readonly Machine[] = [DARWIN, LINUX, WINDOWS];
