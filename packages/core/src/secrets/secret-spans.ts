import { judge, type SecretSpan } from './judge-candidate.js';
import { KNOWN_SECRETS } from './known-secrets.js';
import { looksRandom } from './looks-random.js';
import { isPlaceholder } from './placeholder.js';
import { withoutReferences } from './references.js';
import { secretKindOf } from './secret-name.js';
import { withoutOverlaps } from './without-overlaps.js';

/** What is known of the text from where it stands. */
export interface TextContext {
  /** The name of the variable, header, option or field whose value it is. */
  readonly name?: string | undefined;
  /** Whether the catalogue marks that value as secret. */
  readonly marked?: boolean;
}

/** What one group of a pattern matched, with its place. */
interface Found {
  readonly value: string;
  readonly start: number;
}

/** All that one group matches. The pattern has the flags `d` and `g`. */
function findGroup(text: string, { pattern, group }: { pattern: RegExp; group: string }): Found[] {
  return [...text.matchAll(pattern)].flatMap((match): Found[] => {
    const value = match.groups?.[group];
    const [start] = match.indices?.groups?.[group] ?? [];
    return value === undefined || start === undefined ? [] : [{ value, start }];
  });
}

/** Most texts hold none, which one pattern tells sooner than all of them, one after the other. */
const ANY_KNOWN = new RegExp(KNOWN_SECRETS.map(({ pattern }) => pattern.source).join('|'));

function knownSpans(text: string): SecretSpan[] {
  if (!ANY_KNOWN.test(text)) return [];
  return KNOWN_SECRETS.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map(
      (match): SecretSpan => ({
        start: match.index,
        end: match.index + match[0].length,
        certainty: isPlaceholder(match[0]) ? 'placeholder' : 'secret',
        reason: `It has the form of a ${kind}.`,
      }),
    ),
  );
}

const USER_INFO = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/(?<user>[^\s/@:]*)(?::(?<password>[^\s@/]+))?@/dgi;

/** `scheme://user:password@` and `scheme://token@`. */
function addressSpans(text: string): SecretSpan[] {
  if (!text.includes('://')) return [];
  const reason = 'The address carries credentials.';
  const passwords = findGroup(text, { pattern: USER_INFO, group: 'password' });
  const users = findGroup(text, { pattern: USER_INFO, group: 'user' }).filter(({ value }) =>
    looksRandom(value),
  );
  return [...passwords, ...users].flatMap(({ value, start }) =>
    judge({ value, start, kind: 'password', reason }),
  );
}

const SCHEME = /\b(?:bearer|basic|token)\s+(?<credential>[^\s"',;}]+)/dgi;

const SCHEME_WORD = /^(?:bearer|basic|token)$/i;

/** The same at one place alone. */
const SCHEME_HERE = new RegExp(SCHEME.source, 'diy');

const SCHEME_REASON = 'It is the credential of an Authorization header.';

/** `Bearer …`: any credential where the name says so, elsewhere one that looks random. */
function schemeSpans(text: string, { name }: TextContext): SecretSpan[] {
  const named = name !== undefined && secretKindOf(name) !== undefined;
  return findGroup(text, { pattern: SCHEME, group: 'credential' })
    .filter(({ value }) => named || looksRandom(value))
    .flatMap((found) => judge({ ...found, kind: 'password', reason: SCHEME_REASON }));
}

const PAIR_NAME = /(?<![\w.-])-{0,2}(?<name>[A-Za-z][\w.-]*)["']?\s*[:=](?!\/\/)\s*/g;

const PAIR_VALUE = /"(?<double>[^"]*)"|'(?<single>[^']*)'|[^\s"',&;}]+/y;

/** The value that begins at a place, without its quotes. */
function valueAt(text: string, at: number): Found | undefined {
  PAIR_VALUE.lastIndex = at;
  const match = PAIR_VALUE.exec(text);
  if (match === null) return undefined;
  const quoted = match.groups?.double ?? match.groups?.single;
  return quoted === undefined ? { value: match[0], start: at } : { value: quoted, start: at + 1 };
}

/** How many values may lie within each other (`--env=API_KEY=…`). More would read the same text again and again. */
const NESTED = 4;

/** `--api-key=…`, `API_KEY=…`, `?token=…`, `"apiKey": "…"`, `Authorization: …`, `--env=TOKEN=…` within a text. */
function pairSpans(text: string): SecretSpan[] {
  if (!/[:=]/.test(text)) return [];
  let open: number[] = [];
  return [...text.matchAll(PAIR_NAME)].flatMap((match) => {
    open = open.filter((end) => end > match.index);
    const name = match.groups?.name ?? '';
    const kind = open.length < NESTED ? secretKindOf(name) : undefined;
    const found = kind === undefined ? undefined : valueAt(text, match.index + match[0].length);
    if (kind === undefined || found === undefined) return [];
    open.push(found.start + found.value.length);
    if (SCHEME_WORD.test(found.value)) return schemeAfter(text, found.start);
    return judge({ ...found, kind, reason: `It is given as ${name}.` });
  });
}

/** The credential of `Authorization: Bearer …`, whose value goes on after the blank. */
function schemeAfter(text: string, at: number): SecretSpan[] {
  SCHEME_HERE.lastIndex = at;
  const [start] = SCHEME_HERE.exec(text)?.indices?.groups?.credential ?? [];
  const value = start === undefined ? undefined : text.slice(start, SCHEME_HERE.lastIndex);
  return start === undefined || value === undefined
    ? []
    : judge({ value, start, kind: 'password', reason: SCHEME_REASON });
}

/** The text as a whole, by the name that it is the value of. */
function namedSpans(text: string, { name, marked }: TextContext): SecretSpan[] {
  const kind = marked === true ? 'password' : name === undefined ? undefined : secretKindOf(name);
  if (kind === undefined || /^(?:bearer|basic|token)\s/i.test(text.trim())) return [];
  return judge({ value: text, start: 0, kind, reason: `The name ${name ?? ''} says that it is secret.` });
}

/**
 * Find the literal secrets in one text: by form (known prefixes), by place (addresses, Authorization headers) and by
 * name. References to variables are none.
 */
export function findSecretSpans(text: string, context: TextContext = {}): SecretSpan[] {
  const literal = withoutReferences(text);
  if (literal.trim() === '') return [];
  return withoutOverlaps([
    ...knownSpans(literal),
    ...addressSpans(literal),
    ...schemeSpans(literal, context),
    ...pairSpans(literal),
    ...namedSpans(literal, context),
  ]);
}
