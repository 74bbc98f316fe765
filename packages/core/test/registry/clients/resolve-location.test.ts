import { describe, expect, it } from 'vitest';
import { CLIENTS, findClient } from '../../../src/registry/clients/bundled-clients.js';
import {
  candidatePaths,
  choosePath,
  configLocation,
} from '../../../src/registry/clients/resolve-location.js';
import { EXPECTED_PATHS } from './expected-paths.js';
import { DARWIN, LINUX, MACHINES, WINDOWS } from './machines.js';

describe('the paths of all clients', () => {
  it('has an expectation for every client, and none for others', () => {
    expect(Object.keys(EXPECTED_PATHS).sort()).toEqual(CLIENTS.map((client) => client.client_id).sort());
  });

  for (const client of CLIENTS) {
    it(`finds the files of ${client.client_id} on every system`, () => {
      const expected = EXPECTED_PATHS[client.client_id];
      for (const machine of MACHINES) {
        const separator = machine.platform === 'win32' ? '\\' : '/';
        const below = (folder: string, files: readonly string[] = []) =>
          files.map((file) => [folder, ...file.split('/')].join(separator));
        const user = expected?.user.everywhere ?? expected?.user[machine.platform];
        expect(candidatePaths(client, machine)).toEqual(below(machine.homeDirectory, user));
        const project = machine.platform === 'win32' ? 'D:\\work' : '/work';
        expect(candidatePaths(client, machine, { project_dir: project })).toEqual(
          below(project, expected?.project),
        );
      }
    });
  }
});

describe('the locations that people are shown', () => {
  it.each([
    [
      'claude-desktop',
      '~/Library/Application Support/Claude/claude_desktop_config.json',
      '~/.config/Claude/claude_desktop_config.json',
      '%APPDATA%\\Claude\\claude_desktop_config.json',
    ],
    ['claude-code', '~/.claude.json', '~/.claude.json', '~\\.claude.json'],
    ['cursor', '~/.cursor/mcp.json', '~/.cursor/mcp.json', '~\\.cursor\\mcp.json'],
    [
      'vscode',
      '~/Library/Application Support/Code/User/mcp.json',
      '~/.config/Code/User/mcp.json',
      '%APPDATA%\\Code\\User\\mcp.json',
    ],
    ['codex', '~/.codex/config.toml', '~/.codex/config.toml', '~\\.codex\\config.toml'],
    [
      'goose',
      '~/.config/goose/config.yaml',
      '~/.config/goose/config.yaml',
      '%APPDATA%\\Block\\goose\\config\\config.yaml',
    ],
  ])('shows where %s keeps its file', (id, darwin, linux, windows) => {
    const client = findClient(id);
    expect(MACHINES.map((machine) => configLocation(client, machine))).toEqual([darwin, linux, windows]);
  });

  it('shows nothing where a client has only project files, or none on this system', () => {
    expect(configLocation(findClient('jetbrains-ai'), DARWIN)).toBeNull();
    expect(configLocation(findClient('boltai'), LINUX)).toBeNull();
    expect(candidatePaths(findClient('boltai'), LINUX)).toEqual([]);
  });

  it('shows the variable where one decides', () => {
    const machine = { ...LINUX, env: { CODEX_HOME: '/data/codex', XDG_CONFIG_HOME: '/data/config' } };
    expect(configLocation(findClient('codex'), machine)).toBe('$CODEX_HOME/config.toml');
    expect(configLocation(findClient('goose'), machine)).toBe('$XDG_CONFIG_HOME/goose/config.yaml');
  });
});

describe('variables that move a file', () => {
  it.each([
    ['claude-code', { CLAUDE_CONFIG_DIR: '/x' }, ['/x/.claude.json']],
    ['codex', { CODEX_HOME: '/x' }, ['/x/config.toml']],
    ['goose', { XDG_CONFIG_HOME: '/x' }, ['/x/goose/config.yaml']],
    ['goose', { GOOSE_PATH_ROOT: '/r', XDG_CONFIG_HOME: '/x' }, ['/r/config/config.yaml']],
    ['copilot-cli', { COPILOT_HOME: '/x' }, ['/x/mcp-config.json']],
    ['opencode', { OPENCODE_CONFIG: '/x/my.json' }, ['/x/my.json']],
    ['opencode', { OPENCODE_CONFIG_DIR: '/x' }, ['/x/opencode.json']],
    ['cline', { CLINE_MCP_SETTINGS_PATH: '/x/y.json', CLINE_DIR: '/z' }, ['/x/y.json']],
    ['cline', { CLINE_DIR: '/z' }, ['/z/data/settings/cline_mcp_settings.json']],
    ['librechat', { LIBRECHAT_CONFIG_DIR: '/x' }, ['/x/LibreChat/librechat.yaml']],
    ['hermes', { HERMES_HOME: '/x' }, ['/x/config.yaml']],
    ['kimi', { KIMI_CODE_HOME: '/x' }, ['/x/mcp.json']],
    ['vscode', { XDG_CONFIG_HOME: '/x' }, ['/x/Code/User/mcp.json']],
  ])('%s follows %j', (id, env, expected) => {
    expect(candidatePaths(findClient(id), { ...LINUX, env })).toEqual(expected);
  });

  it('skips a variable that is empty or relative', () => {
    for (const value of ['', 'relative/folder']) {
      const machine = { ...LINUX, env: { CODEX_HOME: value, XDG_CONFIG_HOME: value } };
      expect(candidatePaths(findClient('codex'), machine)).toEqual(['/home/ada/.codex/config.toml']);
      expect(candidatePaths(findClient('goose'), machine)).toEqual(['/home/ada/.config/goose/config.yaml']);
    }
  });

  it('does not follow the XDG variable on macOS where the application does not', () => {
    const machine = { ...DARWIN, env: { XDG_CONFIG_HOME: '/x' } };
    expect(candidatePaths(findClient('vscode'), machine)).toEqual([
      '/Users/ada/Library/Application Support/Code/User/mcp.json',
    ]);
  });

  it('reads the folders of Windows from variables of any case', () => {
    const machine = { ...WINDOWS, env: { AppData: 'E:\\Roaming', LocalAppData: 'E:\\Local' } };
    expect(candidatePaths(findClient('vscode'), machine)).toEqual(['E:\\Roaming\\Code\\User\\mcp.json']);
    expect(candidatePaths(findClient('crush'), machine)).toEqual(['E:\\Local\\crush\\crush.json']);
  });
});

describe('project files', () => {
  it('counts a relative project from the working directory', () => {
    const machine = { ...LINUX, workingDirectory: '/srv' };
    expect(candidatePaths(findClient('cursor'), machine, { project_dir: 'app' })).toEqual([
      '/srv/app/.cursor/mcp.json',
    ]);
  });

  it('has none for a client that reads none', () => {
    expect(candidatePaths(findClient('claude-desktop'), LINUX, { project_dir: '/work' })).toEqual([]);
  });
});

describe('choosing among candidates', () => {
  const existing =
    (...paths: string[]) =>
    (path: string) =>
      Promise.resolve(paths.includes(path));

  it('takes the first that exists', async () => {
    expect(await choosePath(['/a', '/b', '/c'], existing('/b', '/c'))).toBe('/b');
  });

  it('takes the first where none exists', async () => {
    expect(await choosePath(['/a', '/b'], existing())).toBe('/a');
  });

  it('takes nothing from nothing', async () => {
    expect(await choosePath([], existing('/a'))).toBeNull();
  });
});
