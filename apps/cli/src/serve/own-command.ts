import { relative } from 'node:path';

/** How this process was started. */
interface Started {
  /** The script: `process.argv[1]`. */
  readonly script: string | undefined;
  readonly workingDirectory: string;
}

/**
 * The command that runs this program again, for people to copy: the installed name, or what works in a clone of the
 * repository.
 */
export function ownCommand({ script, workingDirectory }: Started): string {
  const installed = script === undefined || !script.endsWith('.js') || /[\\/]node_modules[\\/]/.test(script);
  if (installed) return 'mcp-orchestration';
  const main = script.replace(/mcp-orchestration[a-z-]*\.js$/, 'mcp-orchestration.js');
  const path = relative(workingDirectory, main);
  return `node ${/\s/.test(path) ? JSON.stringify(path) : path}`;
}
