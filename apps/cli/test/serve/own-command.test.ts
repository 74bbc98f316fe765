import { describe, expect, it } from 'vitest';
import { ownCommand } from '../../src/serve/own-command.js';

describe('the command that runs this program again', () => {
  it.each([
    ['an installed binary', '/usr/local/bin/mcp-orchestration', '/home/me', 'mcp-orchestration'],
    [
      'npx, whose binary lies in node_modules',
      '/home/me/.npm/_npx/1/node_modules/mcp-orchestration/dist/bin/mcp-orchestration.js',
      '/home/me',
      'mcp-orchestration',
    ],
    [
      'npm start in a clone',
      '/code/apps/cli/dist/bin/mcp-orchestration.js',
      '/code',
      'node apps/cli/dist/bin/mcp-orchestration.js',
    ],
    [
      'a binary of the first version in a clone',
      '/code/apps/cli/dist/bin/mcp-orchestration-serve-http.js',
      '/code',
      'node apps/cli/dist/bin/mcp-orchestration.js',
    ],
    [
      'a clone in a folder with blanks',
      '/my code/apps/cli/dist/bin/mcp-orchestration.js',
      '/',
      'node "my code/apps/cli/dist/bin/mcp-orchestration.js"',
    ],
  ])('is told for %s', (_, script, workingDirectory, expected) => {
    expect(ownCommand({ script, workingDirectory })).toBe(expected);
  });

  it('is the installed name where nothing is known', () => {
    expect(ownCommand({ script: undefined, workingDirectory: '/' })).toBe('mcp-orchestration');
  });
});
