import { type CST, isMap } from 'yaml';
import { OrchestrationError } from '../errors.js';
import { isMergeKey } from './yaml-data.js';
import { itemsOf, type YamlItem } from './yaml-items.js';
import { placeOf } from './yaml-lines.js';
import type { YamlPlace } from './yaml-locate.js';
import type { YamlTree } from './yaml-tree.js';

/** What an edit could break elsewhere, or cannot write back, and what to call it. */
const UNSAFE: Readonly<Record<string, string>> = {
  anchor: 'an anchor',
  alias: 'an alias',
  tag: 'a tag',
  'explicit-key-ind': 'an explicit key',
};

/**
 * Refuse to edit an entry that holds an anchor, an alias, a tag, a merge key or an explicit key (`? `).
 * @throws OrchestrationError `config_unsupported` with what and where.
 */
export function guardEntry(tree: YamlTree, item: YamlItem): void {
  refuseFirst(tree, tokensOf(item.token));
  if (isMap(item.value) && !item.value.srcToken) throw refuse(tree, 'a pair in a list', item.start);
}

/**
 * Refuse to edit a container that is anchored or tagged, or so is a map around it, or into which others are merged.
 * @throws OrchestrationError `config_unsupported` with what and where.
 */
export function guardPlace(tree: YamlTree, { holders, collection }: YamlPlace): void {
  for (const { token } of holders) refuseFirst(tree, [...token.start, ...(token.sep ?? [])]);
  if (!isMap(collection)) return;
  const merge = itemsOf(collection).find(({ key }) => isMergeKey(key));
  if (merge) throw refuse(tree, 'a merge key', merge.start);
}

function refuseFirst(tree: YamlTree, tokens: Iterable<CST.Token>): void {
  for (const token of tokens) {
    const what = UNSAFE[token.type] ?? (isMergeToken(token) ? 'a merge key' : undefined);
    if (what) throw refuse(tree, what, token.offset);
  }
}

/** A plain `<<` anywhere: as a value it is harmless, and so rare that it is refused too. */
function isMergeToken(token: CST.Token): boolean {
  return token.type === 'scalar' && token.source === '<<';
}

function* tokensOf({ start, key, sep, value }: CST.CollectionItem): Generator<CST.Token> {
  yield* start;
  if (key) yield* deepTokens(key);
  yield* sep ?? [];
  if (value) yield* deepTokens(value);
}

function* deepTokens(token: CST.Token): Generator<CST.Token> {
  yield token;
  if (!('items' in token)) return;
  for (const item of token.items) yield* tokensOf(item);
}

function refuse(tree: YamlTree, what: string, offset: number): OrchestrationError {
  return new OrchestrationError('config_unsupported', {
    message: `What is to be edited holds ${what} at ${placeOf(tree.text, offset)}; the client's file was left as it is.`,
  });
}
