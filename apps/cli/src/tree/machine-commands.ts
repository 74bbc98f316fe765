import type { CommandSpec } from '../command.js';

/** What is no operation: the first look, the check-up, completion. */
export const machineCommands: readonly CommandSpec[] = [
  {
    path: 'init',
    summary: 'make the signing key, look for clients, and say what to do next',
    options: [{ flags: '--regenerate', description: 'rotate the key where there is one' }],
    examples: [
      ['init', 'the first thing to run; running it again changes nothing'],
      ['init --json', 'the same for a script'],
    ],
    localOnly: true,
    load: async () => (await import('../commands/init.js')).init,
  },
  {
    path: 'doctor',
    summary: 'check the home, the keys, the database, every release and client file',
    description:
      'Checks the home and its modes, the keys, the database, the audit log, the chain of releases of every profile, the file of every client, and what a killed process left behind. Each finding says what to do. Exits 1 where something is wrong.',
    examples: [
      ['doctor', 'check everything'],
      ['doctor --json | jq ".checks[] | select(.status != \\"ok\\")"', 'what is wrong, for a script'],
    ],
    localOnly: true,
    load: async () => (await import('../commands/doctor.js')).doctor,
  },
  {
    path: 'completion',
    summary: 'print the script that completes commands in a shell',
    args: [{ name: '<shell>', description: 'the shell', choices: ['bash', 'zsh', 'fish', 'powershell'] }],
    examples: [
      ['completion bash >> ~/.bashrc', 'for bash'],
      ['completion zsh > "${fpath[1]}/_mcp-orchestration"', 'for zsh'],
      ['completion fish > ~/.config/fish/completions/mcp-orchestration.fish', 'for fish'],
      ['completion powershell >> $PROFILE', 'for PowerShell'],
    ],
    localOnly: true,
    load: async () => (await import('../commands/completion.js')).completion,
  },
];
