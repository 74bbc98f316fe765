import type { CommandSpec } from '../command.js';
import { clientOption } from './options.js';

const clientArgument = { name: '<client_id>', description: 'as "client list" names it' };

/** Clients and their profiles. */
export const clientCommands: readonly CommandSpec[] = [
  {
    path: 'discover',
    summary: 'look which clients are installed here, and what their files hold',
    examples: [
      ['discover', 'the clients found on this machine'],
      ['discover --json', 'every known client, installed or not'],
    ],
    load: async () => (await import('../commands/discover.js')).discover,
  },
  {
    path: 'client list',
    summary: 'list the clients that are installed, or all that are known',
    options: [{ flags: '-a, --all', description: 'every client that can be managed' }],
    examples: [
      ['client list', 'the installed ones, with the state of their files'],
      ['client list --all --json', 'all of them, for a script'],
    ],
    load: async () => (await import('../commands/client-list.js')).clientList,
  },
  {
    path: 'client show',
    summary: "explain a client's file: its place, format and spelling",
    args: [clientArgument],
    examples: [
      ['client show codex', 'where its file is, an example of each transport, how it refers to secrets'],
    ],
    load: async () => (await import('../commands/client-show.js')).clientShow,
  },
  {
    path: 'client set-path',
    summary: 'name the file of a client that is installed in an unusual place',
    description:
      'From then on list, discover, import, deploy, status and watch of this home look for the servers of the client in that file. --unset goes back to where the client keeps it.',
    args: [clientArgument, { name: '[path]', description: 'the file' }],
    options: [{ flags: '--unset', description: 'go back to where the client keeps it' }],
    examples: [
      ['client set-path cursor ~/portable/cursor/mcp.json', 'a portable installation'],
      ['client set-path cursor --unset', 'where Cursor itself keeps it'],
    ],
    load: async () => (await import('../commands/client-set-path.js')).clientSetPath,
  },
  {
    path: 'profile list',
    summary: 'list the profiles of a client',
    options: [clientOption],
    examples: [['profile list -c cursor', "Cursor's profiles with their latest release"]],
    load: async () => (await import('../commands/profile-list.js')).profileList,
  },
];
