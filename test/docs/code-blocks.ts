/** A block of code in a document. */
export interface CodeBlock {
  /** `README.md:16` */
  readonly place: string;
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a Markdown document. A fence that is not closed is an error. */
export function codeBlocks(name: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; language: string; line: number; text: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, fence = '', language = ''] = /^ {0,3}(```+)\s*([\w-]*)/.exec(line) ?? [];
    if (open === undefined) {
      if (fence !== '') open = { fence, language, line: index + 1, text: [] };
    } else if (line.trim() === open.fence) {
      const { language: of, text } = open;
      blocks.push({ place: `${name}:${open.line}`, language: of, text: `${text.join('\n')}\n` });
      open = undefined;
    } else {
      open.text.push(line);
    }
  }
  if (open !== undefined) throw new Error(`${name}:${open.line}: the block is not closed.`);
  return blocks;
}
