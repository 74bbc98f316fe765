import { type CST, isMap, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';

/** One pair of a map or one item of a list, with where it stands. Offsets count in the tree's text. */
export interface YamlItem {
  /** The key of a pair. */
  readonly key?: ParsedNode;
  readonly value: ParsedNode | null;
  readonly token: CST.CollectionItem;
  /** Its first character: of the key, or the dash of a block list. */
  readonly start: number;
  /** After its last character that is no blank and no comment. */
  readonly end: number;
  /** After the colon or the dash; absent where there is none. */
  readonly after: number | undefined;
  /** The value's first character; absent where the value is. */
  readonly valueStart: number | undefined;
}

/** A map or list of the text. */
export type YamlCollection = YAMLMap.Parsed | YAMLSeq.Parsed;

const TRIVIA = new Set(['space', 'newline', 'comment', 'comma']);

/** Whether a collection is written with brackets. */
export function isFlow(collection: YamlCollection): boolean {
  return collection.srcToken?.type === 'flow-collection';
}

/** The pairs or items of a collection, in the order of the text. */
export function itemsOf(collection: YamlCollection): YamlItem[] {
  if (isMap(collection)) {
    return collection.items.flatMap(({ srcToken, key, value }) => {
      return srcToken
        ? [itemAt(srcToken, { key: key as ParsedNode, value: value as ParsedNode | null })]
        : [];
    });
  }
  const tokens = collectionTokens(collection).filter(isReal);
  return collection.items.flatMap((value, index) => {
    const token = tokens[index];
    return token ? [itemAt(token, { value: value as ParsedNode | null })] : [];
  });
}

/** The comma after the last item of a flow collection, where it has one. */
export function trailingComma(collection: YamlCollection): number | undefined {
  const last = collectionTokens(collection).at(-1);
  return last && !isReal(last) ? commaBefore(last) : undefined;
}

/** The comma that stands before an item of a flow collection. */
export function commaBefore(token: CST.CollectionItem): number | undefined {
  return token.start.find(({ type }) => type === 'comma')?.offset;
}

function collectionTokens(collection: YamlCollection): readonly CST.CollectionItem[] {
  const token = collection.srcToken;
  return token && 'items' in token ? token.items : [];
}

/** Comments at the end of a collection come as an item of their own, without content. */
function isReal(token: CST.CollectionItem): boolean {
  return Boolean(token.key || token.value || token.sep) || token.start.some(({ type }) => !TRIVIA.has(type));
}

function itemAt(token: CST.CollectionItem, nodes: Pick<YamlItem, 'key' | 'value'>): YamlItem {
  const mark = nodes.key
    ? token.sep?.find(({ type }) => type === 'map-value-ind')
    : token.start.find(({ type }) => type === 'seq-item-ind');
  return {
    ...nodes,
    token,
    start: itemStart(token),
    end: itemEnd(token) ?? itemStart(token),
    after: mark && mark.offset + mark.source.length,
    valueStart: token.value ? tokenStart(token.value) : undefined,
  };
}

function itemStart(token: CST.CollectionItem): number {
  const first = token.start.find(({ type }) => !TRIVIA.has(type));
  if (first) return first.offset;
  if (token.key) return tokenStart(token.key);
  const mark = token.sep?.find(({ type }) => !TRIVIA.has(type));
  if (mark) return mark.offset;
  return token.value ? tokenStart(token.value) : 0;
}

function itemEnd(token: CST.CollectionItem): number | undefined {
  if (token.value) return tokenEnd(token.value);
  const mark = token.sep?.findLast(({ type }) => !TRIVIA.has(type));
  if (mark) return mark.offset + mark.source.length;
  if (token.key) return tokenEnd(token.key);
  const first = token.start.findLast(({ type }) => !TRIVIA.has(type));
  return first && first.offset + first.source.length;
}

function tokenStart(token: CST.Token): number {
  const first =
    token.type === 'block-map' || token.type === 'block-seq' ? token.items.find(isReal) : undefined;
  return first ? itemStart(first) : token.offset;
}

function tokenEnd(token: CST.Token): number {
  switch (token.type) {
    case 'block-map':
    case 'block-seq':
      return itemsEnd(token.items) ?? token.offset;
    case 'flow-collection': {
      const close = token.end.find(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end');
      return close ? close.offset + close.source.length : token.offset;
    }
    case 'block-scalar':
      return blockScalarEnd(token);
    default:
      return token.offset + ('source' in token ? token.source.length : 0);
  }
}

function itemsEnd(items: readonly CST.CollectionItem[]): number | undefined {
  const last = items.findLast(isReal);
  return last && itemEnd(last);
}

/** Blank lines at the end of a block scalar are content where it keeps them (`|+`), and else nothing. */
function blockScalarEnd({ props, source, offset }: CST.BlockScalar): number {
  const last = props.findLast((token): token is CST.SourceToken => 'source' in token);
  const start = last ? last.offset + last.source.length : offset;
  const header = props.find((token): token is CST.SourceToken => token.type === 'block-scalar-header');
  if (header?.source.includes('+')) return start + source.replace(/\r?\n$/, '').length;
  let length = source.length;
  while (length > 0 && '\r\n'.includes(source.charAt(length - 1))) length -= 1;
  return length > 0 ? start + length : (header ?? { offset }).offset + (header?.source.length ?? 0);
}
