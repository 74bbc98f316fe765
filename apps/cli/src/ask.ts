import { createInterface } from 'node:readline/promises';
import { visible } from './printing/visible.js';

/** What a person sees and types. */
interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Ask a person at the terminal a question with yes or no. Anything but yes is no. */
export async function ask(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  try {
    const answer = await Promise.race([
      terminal.question(`${visible(question)} [y/N] `),
      new Promise<string>((resolve) => terminal.once('close', () => resolve(''))), // Ctrl+C, or the end of input.
    ]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
