import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { OrchestrationError } from './errors.js';

/** Where the product keeps its own files: the folder named, else `MCP_ORCHESTRATION_HOME`, else `~/.mcp-orchestration`. */
export function homeFolder(
  named?: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const chosen = [named, env.MCP_ORCHESTRATION_HOME].find((path) => path !== undefined && path !== '');
  return chosen === undefined ? join(homedir(), '.mcp-orchestration') : resolve(chosen);
}

/**
 * Make the home with mode 0700, since keys and backups lie in it. One that exists is narrowed to that where it is
 * empty or was a home before: any other folder, `/tmp` say, is for others to use, and stays as it is.
 *
 * These few calls are made at once, here and for the host's id: the threads that promised ones run on take longer to
 * make than all of them, and a start that only reads needs no others.
 * @throws OrchestrationError `invalid_input` where such a folder is open to others.
 */
export async function makeHome(home: string): Promise<void> {
  const made = mkdirSync(home, { recursive: true, mode: 0o700 });
  if (made !== undefined || process.platform === 'win32') return;
  if ((statSync(home).mode & 0o077) === 0) return;
  const held = readdirSync(home);
  if (held.length > 0 && !held.includes(HOST_ID)) throw notHome(home);
  chmodSync(home, 0o700);
}

function notHome(home: string): OrchestrationError {
  return new OrchestrationError('invalid_input', {
    message: `${home} holds other files and is open to other users, so that it cannot be the home.`,
    hint: 'Name an empty folder, or one that does not exist yet.',
  });
}

/** The file that shows that a folder is a home. */
export const HOST_ID = 'host-id';

/**
 * The id under which this home's host is known in a shared database, made once. A name of the host would change with
 * the network that a laptop is in.
 */
export async function readHostId(home: string): Promise<string> {
  const path = join(home, HOST_ID);
  const known = readText(path);
  if (/^[0-9a-f]{32}$/.test(known.trim())) return known.trim();
  const made = randomBytes(16).toString('hex');
  try {
    writeFileSync(path, `${made}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readHostIdMadeMeanwhile(path);
  }
}

/** The text of a file; none where it cannot be read. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Of two processes that begin at once one makes the file; it may not have been written yet when the other looks. */
async function readHostIdMadeMeanwhile(path: string): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const text = readFileSync(path, 'utf8').trim();
    if (/^[0-9a-f]{32}$/.test(text)) return text;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('The file host-id in the home does not hold an id; remove it.');
}
