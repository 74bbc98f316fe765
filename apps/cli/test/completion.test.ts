import { beforeAll, describe, expect, it } from 'vitest';
import { makeUser, run, type User } from './support/cli.js';

let user: User;
beforeAll(async () => {
  user = await makeUser();
});

/** What is offered for the last word. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout } = await run(user, ['complete', '--', ...words]);
  return stdout
    .split('\n')
    .flatMap((text) => (text === '' || text.startsWith(':') ? [] : [text.split('\t')[0] ?? '']));
}

describe('completion', () => {
  it.each([
    ['bash', 'complete -F'],
    ['zsh', '#compdef mcp-orchestration'],
    ['fish', 'complete -c mcp-orchestration'],
    ['powershell', 'Register-ArgumentCompleter'],
  ])('prints a script for %s', async (shell, part) => {
    const { code, stdout } = await run(user, ['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toContain(part);
    expect(stdout).toMatch(/mcp-orchestration complete '?--'? /);
  });

  it('refuses a shell that it does not know', async () => {
    const { code, stderr } = await run(user, ['completion', 'cmd']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish, powershell');
  });

  it('offers commands', async () => {
    expect(await offered('pu')).toEqual(['publish']);
    expect(await offered('draft', '')).toEqual(['add', 'remove', 'show', 'clear', 'reset', 'import']);
  });

  it('offers options', async () => {
    expect(await offered('deploy', '--dr')).toEqual(['--dry-run']);
    expect(await offered('token', 'create', '--')).toEqual(
      expect.arrayContaining(['--role', '--permission', '--json']),
    );
  });

  it('offers the values that an option takes, the clients among them', async () => {
    expect(await offered('server', 'list', '--transport', '')).toEqual(['stdio', 'http', 'sse']);
    expect(await offered('status', '-c', 'cur')).toEqual(['cursor']);
    expect(await offered('publish', '--client', 'vscode-i')).toEqual(['vscode-insiders']);
  });

  it('has a short line for each command', async () => {
    const { stdout } = await run(user, ['complete', '--', 'draft', 'a']);
    expect(stdout).toBe('add\tadd a server to the draft: of the catalogue, or any other\n:4\n');
  });
});
