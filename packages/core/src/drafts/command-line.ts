import type { StdioEntry } from '../registry/server-entry.js';

/** One word of a command line, with the field it comes from. */
export interface Word {
  readonly text: string;
  /** `command`, or `args.N`. */
  readonly field: string;
}

/** The words of an entry's command line, in order. */
export function commandLine(entry: StdioEntry): Word[] {
  const args = (entry.args ?? []).map((text, index) => ({ text, field: `args.${index}` }));
  return [{ text: entry.command, field: 'command' }, ...args];
}

/** The name of the program that a word runs: without its folder and Windows' extensions, in lower case. */
export function programName(text: string): string {
  const base = text.split(/[\\/]/).at(-1) ?? text;
  return base.toLowerCase().replace(/\.(?:exe|cmd|bat|ps1)$/, '');
}
