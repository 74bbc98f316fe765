import { readFile } from 'node:fs/promises';
import { OrchestrationError } from '@mcp-orchestration/core';
import type { ServerConfig } from './server-config.js';

/**
 * The API key: as it is, or out of its file, where a line end behind it does not belong to it.
 * @throws OrchestrationError `file_not_found`.
 */
export async function readApiKey({
  api_key,
  api_key_file: path,
}: Pick<ServerConfig, 'api_key' | 'api_key_file'>): Promise<string | undefined> {
  if (path === undefined) return api_key;
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    throw new OrchestrationError('file_not_found', {
      message: `The file with the API key, ${path}, cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    });
  }
}
