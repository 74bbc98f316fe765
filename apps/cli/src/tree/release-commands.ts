import type { CommandSpec } from '../command.js';
import {
  artifactOption,
  pageOptions,
  profileOption,
  profileOptions,
  releaseOption,
  targetOptions,
  yesOption,
} from './options.js';

/** What names a profile where all are meant unless one is named. */
const anyProfileOptions = [
  { flags: '-c, --client <id>', description: 'the client; all unless given' },
  { flags: '-p, --profile <id>', description: 'the profile' },
];

const forceOption = {
  flags: '--force',
  description: "take the release's entries where the file's differ, or go back to an older release",
};
const inlineOption = {
  flags: '--inline-secrets',
  description: 'write secrets into the file of a client that cannot refer to them',
};

/** Releases, and what clients have of them. */
export const releaseCommands: readonly CommandSpec[] = [
  {
    path: 'publish',
    summary: 'sign the draft and store it as the next release',
    options: [
      ...profileOptions,
      { flags: '-m, --changelog <text>', description: 'what changed and why' },
      {
        flags: '--allow-literal-secrets',
        description: 'publish literal secrets all the same; a release is for ever',
      },
      {
        flags: '--force',
        description: 'publish although another release has come since the draft was begun',
      },
      { flags: '--revision <n>', description: 'refuse unless the draft still has this revision' },
    ],
    examples: [
      [
        'publish -c cursor --changelog "notes server"',
        'the next release; "unchanged" where there is nothing new',
      ],
    ],
    load: async () => (await import('../commands/publish.js')).publish,
  },
  {
    path: 'deploy',
    summary: "write a release into the client's own file",
    description:
      "Writes the servers of a release into the client's file, its own entries and not one byte beside them, with a backup. At a terminal the plan is shown first and a question asked, unless --yes.",
    options: [
      ...profileOptions,
      releaseOption,
      artifactOption,
      ...targetOptions,
      { flags: '--dry-run', description: 'show the plan and a diff; write nothing' },
      forceOption,
      inlineOption,
      yesOption,
    ],
    examples: [
      ['deploy -c cursor --dry-run', 'what would change'],
      ['deploy -c cursor --yes', 'write the latest release'],
      ['deploy -c vscode --project . --release 2', "write release 2 into this project's file"],
    ],
    load: async () => (await import('../commands/deploy.js')).deploy,
  },
  {
    path: 'status',
    summary: "compare clients' files with what was released",
    description:
      'Without a client: every profile of every client in one table. With one: its file, server by server.',
    options: [
      ...anyProfileOptions,
      ...targetOptions,
      { flags: '--exit-code', description: 'exit 7 unless what is deployed is in sync' },
      { flags: '--watch', description: 'go on, and tell each change until Ctrl+C' },
    ],
    examples: [
      ['status', 'all clients in one table'],
      ['status -c cursor', 'each server with its state and the cause'],
      ['status -c cursor --exit-code --quiet', 'for a script or a CI job'],
    ],
    load: async () => (await import('../commands/status.js')).status,
  },
  {
    path: 'watch',
    summary: "follow clients' files, and tell what becomes of our entries",
    description:
      'Tells within two seconds what happened to a file: edited, an entry removed, the file replaced or gone. With --heal our entries are put back, and what the client wrote stays. Until Ctrl+C. With --json each event is a line.',
    options: [
      ...anyProfileOptions,
      ...targetOptions,
      { flags: '--heal', description: 'put our entries back where they were edited or taken out' },
      inlineOption,
    ],
    examples: [
      ['watch', 'every file that something is deployed in'],
      ['watch -c claude-code --heal', 'for a client that wipes its servers now and then'],
    ],
    serves: true,
    load: async () => (await import('../commands/watch.js')).watch,
  },
  {
    path: 'sync',
    summary: 'deploy one profile to several clients',
    description:
      "Each client deploys its own latest release of the profile. With --from all shall have what that client's latest release holds: it is translated, published as theirs and deployed; what a client cannot hold is listed. One client's failure stops none of the rest; the worst failure decides the exit code.",
    options: [
      profileOption,
      { flags: '--clients <list>', description: 'the clients, with commas' },
      { flags: '--installed', description: 'all that are installed here' },
      { flags: '--from <client>', description: 'the client whose release all shall hold' },
      { flags: '--project <dir>', description: "the clients' project files under this folder" },
      { flags: '--dry-run', description: 'show the plans and diffs; publish and write nothing' },
      forceOption,
      inlineOption,
      yesOption,
    ],
    examples: [
      ['sync --clients cursor,vscode,codex', 'the latest release of each'],
      ['sync -p work --from cursor --installed --yes', "what Cursor's release holds, everywhere"],
    ],
    load: async () => (await import('../commands/sync.js')).sync,
  },
  {
    path: 'rollback',
    summary: 'publish an older release again as the newest',
    options: [
      ...profileOptions,
      { flags: '--to <n>', description: 'the release to go back to' },
      { flags: '--deploy', description: "write it into the client's file too" },
      ...targetOptions,
      forceOption,
      inlineOption,
      yesOption,
    ],
    examples: [
      ['rollback -c cursor --to 1 --deploy', 'what release 1 held, as a new release, written to the client'],
    ],
    load: async () => (await import('../commands/rollback.js')).rollback,
  },
  {
    path: 'undeploy',
    summary: "take our entries out of the client's file again",
    options: [
      ...profileOptions,
      ...targetOptions,
      { flags: '--force', description: 'take out entries of ours that were edited by hand, too' },
      yesOption,
    ],
    examples: [['undeploy -c cursor --yes', "the file's first bytes come back where nobody else touched it"]],
    load: async () => (await import('../commands/undeploy.js')).undeploy,
  },
  {
    path: 'history',
    summary: 'list the releases, newest first',
    options: [...profileOptions, ...pageOptions],
    examples: [['history -c cursor', 'every release with its changelog']],
    load: async () => (await import('../commands/history.js')).history,
  },
  {
    path: 'verify',
    summary: 'check the signature, the hash and the chain of a release',
    options: [...profileOptions, releaseOption],
    examples: [['verify -c cursor', 'exits 4 where it does not verify']],
    load: async () => (await import('../commands/verify.js')).verify,
  },
  {
    path: 'config show',
    summary: 'show a release with its payload and signature',
    options: [...profileOptions, releaseOption, artifactOption],
    examples: [
      ['config show -c cursor', 'the latest release'],
      ['config show -c cursor --release 2 --json | jq .payload', 'what release 2 holds'],
    ],
    load: async () => (await import('../commands/config-show.js')).configShow,
  },
  {
    path: 'diff',
    summary: 'compare the draft, or a payload, with the latest release',
    description:
      'Without files: the latest release with the draft. With one: that payload with the latest release. With two: the first with the second. A payload is { "mcpServers": { name: entry } }.',
    args: [
      { name: '[file]', description: 'a payload as JSON' },
      { name: '[other]', description: 'another one' },
    ],
    options: [
      ...profileOptions,
      { flags: '--artifact-id <id>', description: 'the release that the caller has' },
    ],
    examples: [
      ['diff -c cursor', 'what the draft changes'],
      ['diff before.json after.json', 'two payloads'],
    ],
    load: async () => (await import('../commands/diff.js')).diff,
  },
];
