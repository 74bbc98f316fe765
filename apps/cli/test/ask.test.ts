import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ask } from '../src/ask.js';

async function answerWith(typed: string, question = 'Write it?'): Promise<{ agreed: boolean; seen: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  const agreed = ask(question, { input, output });
  input.end(typed);
  const result = await agreed;
  output.end();
  return { agreed: result, seen: await text(output) };
}

describe('a question', () => {
  it.each(['y\n', 'Y\n', 'yes\n', ' YES \n'])('is agreed to with %j', async (typed) => {
    expect((await answerWith(typed)).agreed).toBe(true);
  });

  it.each(['n\n', '\n', 'no\n', 'yep\n', 'yes please\n', ''])('is not agreed to with %j', async (typed) => {
    expect((await answerWith(typed)).agreed).toBe(false);
  });

  it('says what no answer means, and shows what hides in a name', async () => {
    expect((await answerWith('n\n', 'Write git\u202ehub?')).seen).toContain('Write git\\u{202e}hub? [y/N]');
  });
});
