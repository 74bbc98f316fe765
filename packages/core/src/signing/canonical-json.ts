import { OrchestrationError } from '../errors.js';

/** How deep data may nest: more than any configuration does, and far from where the stack ends. */
const MAXIMUM_DEPTH = 200;

type Path = readonly string[];

/** Refuse a value by where it is, never by what it is: it may be a secret. */
function refuse(path: Path, fault: string): never {
  const field = path.join('.');
  const where = field === '' ? 'The value' : `The value at ${JSON.stringify(field)}`;
  throw new OrchestrationError('invalid_input', {
    message: `${where} ${fault}.`,
    errors: [{ code: 'NOT_JSON_DATA', message: `The value ${fault}.`, severity: 'error', field }],
  });
}

function quote(text: string, path: Path): string {
  if (/\p{Cs}/u.test(text)) refuse(path, 'holds half a surrogate pair, which has no UTF-8 form');
  return JSON.stringify(text);
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function writeArray(items: readonly unknown[], path: Path, inside: readonly object[]): string {
  // Array.from sees holes (as undefined), which map would leave out.
  return `[${Array.from(items, (item, index) => write(item, [...path, String(index)], inside)).join(',')}]`;
}

function writeObject(object: Record<string, unknown>, path: Path, inside: readonly object[]): string {
  // The default order of sort is by UTF-16 code units, which is what the RFC asks for.
  const members = Object.keys(object)
    .sort()
    .map((key) => `${quote(key, path)}:${write(object[key], [...path, key], inside)}`);
  return `{${members.join(',')}}`;
}

function write(value: unknown, path: Path, inside: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(value, path);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object') return refuse(path, 'is no JSON data');
  if (inside.includes(value)) refuse(path, 'holds itself');
  if (inside.length >= MAXIMUM_DEPTH) refuse(path, `nests deeper than ${MAXIMUM_DEPTH} levels`);
  if (Array.isArray(value)) return writeArray(value, path, [...inside, value]);
  if (!isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0)
    refuse(path, 'is no plain JSON data');
  return writeObject(value, path, [...inside, value]);
}

/**
 * The one text of JSON data, by RFC 8785 (JCS): no blanks, members sorted by UTF-16 code units, numbers and strings
 * as ECMAScript prints them. Strict: what JSON cannot hold (undefined, functions, class instances, Maps, NaN, lone
 * surrogates, cycles) is refused rather than left out, so that equal texts mean equal data. `toJSON` is never called,
 * and an own `__proto__` is a member like any other.
 * @throws OrchestrationError `invalid_input`, naming the place and never the value.
 */
export function canonicalJson(value: unknown): string {
  return write(value, [], []);
}
