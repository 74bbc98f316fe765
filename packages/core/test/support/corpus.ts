import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file that somebody committed to a public repository, and whose it is. */
export interface CorpusFile {
  /** Its folder and name. */
  readonly title: string;
  readonly path: string;
  readonly client_id: string;
  readonly bytes: Buffer;
}

const CORPUS = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url));

/** Folders that are not named after their client. */
const CLIENT_OF: Readonly<Record<string, string>> = {
  amazonq: 'amazon-q',
  'claude-user': 'claude-code',
  gemini: 'gemini-cli',
  'mcp-json': 'claude-code',
  mcp_config: 'windsurf',
  qwen: 'qwen-code',
  roo: 'roo-code',
  'vscode-user': 'vscode',
  'zed-user': 'zed',
};

/** The real files, where they are at hand: they are no part of the project. */
export const CORPUS_FILES: readonly CorpusFile[] = (existsSync(CORPUS) ? readdirSync(CORPUS) : [])
  .filter((folder) => !folder.includes('.'))
  .flatMap((folder) =>
    readdirSync(`${CORPUS}${folder}`).map((file) => ({
      title: `${folder}/${file}`,
      path: `${CORPUS}${folder}/${file}`,
      client_id: CLIENT_OF[folder] ?? folder,
      bytes: readFileSync(`${CORPUS}${folder}/${file}`),
    })),
  );
