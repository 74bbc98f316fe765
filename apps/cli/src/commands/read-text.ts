import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { OrchestrationError } from '@mcp-orchestration/core';

/**
 * Read a file that was named on the command line; `-` is stdin.
 * @throws OrchestrationError `file_not_found`, or `invalid_input` where it cannot be read.
 */
export async function readText(path: string): Promise<string> {
  if (path === '-') return text(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new OrchestrationError('file_not_found', { message: `The file ${path} does not exist.` });
    }
    throw new OrchestrationError('invalid_input', {
      message: `The file ${path} cannot be read.`,
      cause: error,
    });
  }
}

/**
 * Read a JSON file that was named on the command line.
 * @throws OrchestrationError as {@link readText}, and `invalid_input` where it holds no JSON. What it holds is not repeated.
 */
export async function readJson(path: string): Promise<unknown> {
  const content = await readText(path);
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw new OrchestrationError('invalid_input', {
      message: `${path === '-' ? 'stdin' : path} holds no valid JSON.`,
    });
  }
}
