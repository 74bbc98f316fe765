import { Composer, type CST, type Document, type ParsedNode, Parser, type YAMLError } from 'yaml';
import { OrchestrationError } from '../errors.js';
import type { Json } from '../json.js';
import { YamlReader } from './yaml-data.js';
import { lineBreakOf, placeOf } from './yaml-lines.js';

/** One YAML document with the positions of everything in it. */
export interface YamlTree {
  /** The text without its BOM: what every offset counts in. */
  readonly text: string;
  /** Null where the text holds nothing but blanks, comments and markers. */
  readonly root: ParsedNode | null;
  readonly reader: YamlReader;
  /** What lines that are added end with. */
  readonly lineBreak: string;
  readonly data: Json;
}

/**
 * How deep collections may nest. The library's composer recurses, and near the end of the stack V8 may abort the
 * process instead of throwing, so the depth is looked at before.
 */
const MAX_DEPTH = 200;

/**
 * Parse the text of one document, whose lines end as those of the file it came from. YAML 1.2 unless a directive says 1.1; duplicate keys are let through, because
 * clients' files have them (of the clients, Python readers take the last; Rust and JavaScript ones may refuse).
 * @throws OrchestrationError `config_unparsable` with line and column; `config_unsupported` for several documents,
 * aliases that expand without end, or nesting deeper than 200.
 */
export function parseYamlTree(text: string, lineBreak: string = lineBreakOf(text)): YamlTree {
  const tokens = [...new Parser().parse(text)];
  refuseDepth(text, tokens);
  const composer = new Composer({ keepSourceTokens: true, uniqueKeys: false, prettyErrors: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (!document) throw new Error('The composer gives a document even for nothing.');
  const [error] = document.errors;
  if (error) throw unparsable(text, error);
  if (second) throw unsupported(text, 'holds a second document', second.range[0]);
  const reader = new YamlReader(document as Document.Parsed, text);
  const root = isEmptyRoot(document.contents) ? null : document.contents;
  return { text, root, reader, lineBreak, data: root === null ? {} : reader.read(root) };
}

/** Walks the tokens without recursion. */
function refuseDepth(text: string, tokens: readonly CST.Token[]): void {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) throw unsupported(text, 'is nested too deeply', token.offset);
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      for (const child of [key, value]) if (child) open.push({ token: child, depth: depth + 1 });
    }
  }
}

/** The library stands an empty scalar in for a document that is not there; an anchor or a tag would need a source. */
function isEmptyRoot(root: ParsedNode | null): boolean {
  return (
    root === null || (root.range[0] === root.range[1] && !root.tag && !('anchor' in root && root.anchor))
  );
}

/** The library's own message may quote the file, and so a secret: only its code is told. */
function unparsable(text: string, { pos, code }: YAMLError): OrchestrationError {
  const fault = code.toLowerCase().replaceAll('_', ' ');
  return new OrchestrationError('config_unparsable', {
    message: `The YAML does not parse at ${placeOf(text, pos[0])}: ${fault}.`,
  });
}

function unsupported(text: string, what: string, offset: number): OrchestrationError {
  return new OrchestrationError('config_unsupported', {
    message: `The YAML ${what} at ${placeOf(text, offset)}.`,
  });
}
