/** The machine that a process runs on, as far as clients' files depend on it. */
export interface Machine {
  readonly platform: 'darwin' | 'linux' | 'win32';
  /** The user's home directory, absolute. */
  readonly homeDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory: where a project is looked for when none is named. */
  readonly workingDirectory: string;
  /** Stable for this user on this machine: deployments and intents on a shared database belong to it. */
  readonly hostId: string;
}
