import type { CommandSpec } from '../command.js';
import { pageOptions, yesOption } from './options.js';

/** Signing keys, and the audit log. */
export const keyCommands: readonly CommandSpec[] = [
  {
    path: 'key init',
    summary: 'make the signing key, once',
    options: [{ flags: '--regenerate', description: 'rotate where there is a key already' }],
    examples: [['key init', 'the key that signs releases; asked again it changes nothing']],
    load: async () => (await import('../commands/key-init.js')).keyInit,
  },
  {
    path: 'key list',
    summary: 'list the signing keys and their status',
    examples: [['key list', 'the active one signs, retired ones verify, revoked ones do not']],
    load: async () => (await import('../commands/key-list.js')).keyList,
  },
  {
    path: 'key rotate',
    summary: 'make a new signing key and retire the active one',
    examples: [['key rotate', 'what the former key signed still verifies']],
    load: async () => (await import('../commands/key-rotate.js')).keyRotate,
  },
  {
    path: 'key revoke',
    summary: 'revoke a signing key, for ever',
    args: [{ name: '<key_id>', description: 'as "key list" shows it' }],
    options: [{ flags: '--reason <text>', description: 'why' }, yesOption],
    examples: [
      ['key revoke KEY_ID --reason "laptop stolen"', 'no release that it signed verifies from now on'],
    ],
    load: async () => (await import('../commands/key-revoke.js')).keyRevoke,
  },
  {
    path: 'audit',
    summary: 'list who changed what, newest first',
    options: [
      { flags: '--since <time>', description: 'only from this time on: 2025-01-31T12:00:00Z' },
      { flags: '--principal <id>', description: 'only of one caller: local:me, token:tok_…' },
      { flags: '--operation <name>', description: 'only of one operation: publish_config …' },
      { flags: '-c, --client <id>', description: 'only of one client' },
      ...pageOptions,
    ],
    examples: [
      ['audit --operation deploy_config', 'every deployment'],
      ['audit --since 2025-01-01T00:00:00Z --json', 'for a report'],
    ],
    load: async () => (await import('../commands/audit.js')).audit,
  },
];
