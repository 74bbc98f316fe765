import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The home directory of a user who is made up: clients' files are inside it, and so is the product's state. */
export interface UserHome {
  readonly folder: string;
  /** The product's own folder. */
  readonly state: string;
  /** The whole environment of a program that this user runs. */
  readonly env: Readonly<Record<string, string>>;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Every file of the user's by path, without the product's state. */
  files(): Promise<Record<string, string>>;
  remove(): Promise<void>;
}

/** Make a home directory under the system's folder for temporary files. */
export async function makeUserHome(): Promise<UserHome> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mcp-user-')));
  const state = join(folder, '.mcp-orchestration');
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  return {
    folder,
    state,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      USERPROFILE: folder,
      MCP_ORCHESTRATION_HOME: state,
    },
    read,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    async files() {
      const paths = await listFiles(folder, '');
      return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await read(path)])));
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

async function listFiles(folder: string, path: string): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true });
  const found = entries
    .filter(({ name }) => name !== '.mcp-orchestration')
    .map((entry) => {
      const inside = path === '' ? entry.name : `${path}/${entry.name}`;
      return entry.isDirectory() ? listFiles(folder, inside) : [inside];
    });
  return (await Promise.all(found)).flat().sort();
}
