/** How many backups of a file are kept, and for how long. */
export interface BackupRetention {
  /** So many of each file, the newest. */
  readonly count: number;
  /** None that are older, in days. */
  readonly days: number;
}
