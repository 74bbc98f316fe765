import type { OptionSpec } from '../command.js';

/** The options that several commands share, in one wording. */

export const clientOption: OptionSpec = {
  flags: '-c, --client <id>',
  description: 'the client: claude-desktop, cursor, vscode …',
  default: 'claude-desktop',
};

export const profileOption: OptionSpec = {
  flags: '-p, --profile <id>',
  description: "a named variant of the client's configuration",
  default: 'default',
};

/** What names a profile. */
export const profileOptions = [clientOption, profileOption] as const;

export const targetOptions: readonly OptionSpec[] = [
  { flags: '--target <file>', description: "this file instead of the client's own" },
  { flags: '--project <dir>', description: "the client's project file under this folder" },
];

export const yesOption: OptionSpec = { flags: '-y, --yes', description: 'go ahead without a question' };

export const releaseOption: OptionSpec = {
  flags: '--release <n>',
  description: 'this release instead of the latest',
};

export const artifactOption: OptionSpec = {
  flags: '--artifact-id <id>',
  description: 'the release that holds this artifact',
};

export const pageOptions: readonly OptionSpec[] = [
  { flags: '--limit <n>', description: 'how many at the most, 1 to 500' },
  { flags: '--cursor <cursor>', description: 'the next_cursor of the page before' },
];

/** What every command takes, before or after its name. */
export const globalOptions: readonly OptionSpec[] = [
  { flags: '--json', description: 'print the result as JSON; ask nothing' },
  { flags: '-q, --quiet', description: 'print the result alone: no notes on stderr' },
  { flags: '--home <dir>', description: 'the folder that holds the state (MCP_ORCHESTRATION_HOME)' },
  {
    flags: '--server <url>',
    description: 'work on this server instead of here (MCP_ORCHESTRATION_SERVER)',
  },
  { flags: '--token <token>', description: "the server's token; better: MCP_ORCHESTRATION_TOKEN" },
];
