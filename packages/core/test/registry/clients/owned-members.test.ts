import { describe, expect, it } from 'vitest';
import { findClient } from '../../../src/registry/clients/bundled-clients.js';
import { ownedMembers } from '../../../src/registry/clients/owned-members.js';

describe('the members that encoding may write', () => {
  it.each([
    ['claude-desktop', ['args', 'command', 'env']],
    ['claude-code', ['args', 'command', 'env', 'headers', 'type', 'url']],
    ['cursor', ['args', 'command', 'env', 'headers', 'url']],
    ['vscode', ['args', 'command', 'cwd', 'env', 'headers', 'type', 'url']],
    [
      'codex',
      [
        'args',
        'bearer_token_env_var',
        'command',
        'cwd',
        'enabled',
        'env',
        'env_http_headers',
        'env_vars',
        'http_headers',
        'url',
      ],
    ],
    [
      'goose',
      ['args', 'cmd', 'description', 'enabled', 'env_keys', 'envs', 'headers', 'name', 'type', 'uri'],
    ],
    ['windsurf', ['args', 'command', 'disabled', 'env', 'headers', 'serverUrl', 'url']],
    ['continue', ['args', 'command', 'cwd', 'env', 'name', 'requestOptions', 'type', 'url']],
    ['gemini-cli', ['args', 'command', 'cwd', 'env', 'headers', 'httpUrl', 'url']],
    ['copilot-cli', ['args', 'command', 'env', 'headers', 'tools', 'type', 'url']],
  ])('of %s', (id, members) => {
    expect(ownedMembers(findClient(id)).sort()).toEqual(members);
  });
});
