import { homedir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeMachine } from '../src/node-machine.js';

const actual = Object.getOwnPropertyDescriptor(process, 'platform');

function pretend(platform: string): void {
  Object.defineProperty(process, 'platform', { ...actual, value: platform });
}

afterEach(() => {
  if (actual !== undefined) Object.defineProperty(process, 'platform', actual);
});

describe('the machine of this process', () => {
  it('is the one that it runs on', () => {
    expect(nodeMachine('host-1')).toEqual({
      platform: process.platform,
      homeDirectory: homedir(),
      env: process.env,
      workingDirectory: process.cwd(),
      hostId: 'host-1',
    });
  });

  it.each([
    ['darwin', 'darwin'],
    ['win32', 'win32'],
    ['freebsd', 'linux'],
    ['android', 'linux'],
  ])('on %s finds files as on %s', (platform, expected) => {
    pretend(platform);
    expect(nodeMachine('host-1').platform).toBe(expected);
  });
});
