import type { ServerDefinition } from './server-definition.js';
import { indexWords, NOT_FOUND, normaliseText, type RankedText } from './word-index.js';

/** What to look for. Without words, everything of the transport is found. */
export interface ServerQuery {
  readonly search_query?: string | undefined;
  readonly transport_filter?: ServerDefinition['transport']['type'] | undefined;
}

/** Where a query was found, best first. */
const RANK = { exactName: 0, startOfName: 1, inName: 2, label: 3, description: 4 } as const;

function textsOf(definition: ServerDefinition): RankedText[] {
  const { server_id, display_name, description, tags, npm_package = '', pypi_package = '' } = definition;
  return [
    { text: `${server_id} ${display_name}`, rank: RANK.inName },
    { text: [...tags, npm_package, pypi_package].join(' '), rank: RANK.label },
    { text: description, rank: RANK.description },
  ];
}

/** The rank of a server by the whole phrase, when all its words are in the names. */
function rankOfPhrase(names: readonly string[], phrase: string): number {
  if (names.includes(phrase)) return RANK.exactName;
  return names.some((name) => name.startsWith(phrase)) ? RANK.startOfName : RANK.inName;
}

/** Of each item, the worst of the ranks that several words have: what lacks a word is not found. */
function worst(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((rank, item) => Math.max(rank, right[item] ?? NOT_FOUND));
}

interface SearchIndex {
  readonly ranksOfWord: ReturnType<typeof indexWords>;
  /** The names of each server, normalised. */
  readonly names: readonly (readonly string[])[];
}

function indexServers(definitions: readonly ServerDefinition[]): SearchIndex {
  return {
    ranksOfWord: indexWords(definitions.map(textsOf)),
    names: definitions.map(({ server_id, display_name }) => [server_id, display_name].map(normaliseText)),
  };
}

/**
 * Prepare a list of servers for many searches. The list is read once, by the first search that has words.
 * A search finds the servers that hold all words, best rank first; equal ranks keep the order of the list.
 */
export function createServerSearch(
  definitions: readonly ServerDefinition[],
): (query: ServerQuery) => ServerDefinition[] {
  let index: SearchIndex | undefined;
  return ({ search_query = '', transport_filter }) => {
    const inTransport = ({ transport }: ServerDefinition): boolean =>
      transport_filter === undefined || transport.type === transport_filter;
    const phrase = normaliseText(search_query);
    if (phrase === '') return definitions.filter(inTransport);
    index ??= indexServers(definitions);
    const { ranksOfWord, names } = index;
    const ranks = phrase.split(' ').map(ranksOfWord).reduce(worst);
    const found: ServerDefinition[][] = Object.keys(RANK).map(() => []);
    definitions.forEach((definition, item) => {
      if (!inTransport(definition) || ranks[item] === NOT_FOUND) return;
      const rank = ranks[item] === RANK.inName ? rankOfPhrase(names[item] ?? [], phrase) : ranks[item];
      found[rank ?? 0]?.push(definition);
    });
    return found.flat();
  };
}

/** Search a list once. For many searches of one list, see {@link createServerSearch}. */
export function searchServers(
  definitions: readonly ServerDefinition[],
  query: ServerQuery,
): ServerDefinition[] {
  return createServerSearch(definitions)(query);
}
