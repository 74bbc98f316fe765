import { OrchestrationError } from '../errors.js';

/** How deep data may nest: more than any configuration does, and far from where the stack ends. */
const MAXIMUM_DEPTH = 200;

/** Where a value stands: under a key of what holds it, which stands somewhere itself. */
interface Place {
  readonly key: string;
  readonly holder: object;
  readonly above: Place | undefined;
  readonly depth: number;
}

function pathOf(place: Place | undefined): string[] {
  const keys: string[] = [];
  for (let at = place; at !== undefined; at = at.above) keys.unshift(at.key);
  return keys;
}

/** Refuse a value by where it is, never by what it is: it may be a secret. */
function refuse(place: Place | undefined, fault: string): never {
  const field = pathOf(place).join('.');
  const where = field === '' ? 'The value' : `The value at ${JSON.stringify(field)}`;
  throw new OrchestrationError('invalid_input', {
    message: `${where} ${fault}.`,
    errors: [{ code: 'NOT_JSON_DATA', message: `The value ${fault}.`, severity: 'error', field }],
  });
}

function quote(text: string, place: Place | undefined): string {
  if (!text.isWellFormed()) refuse(place, 'holds half a surrogate pair, which has no UTF-8 form');
  return JSON.stringify(text);
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether something stands within itself. */
function holdsItself(value: object, place: Place | undefined): boolean {
  for (let at = place; at !== undefined; at = at.above) if (at.holder === value) return true;
  return false;
}

function writeArray(items: readonly unknown[], above: Place | undefined, depth: number): string {
  // Array.from sees holes (as undefined), which map would leave out.
  const texts = Array.from(items, (item, index) =>
    write(item, { key: String(index), holder: items, above, depth }),
  );
  return `[${texts.join(',')}]`;
}

function writeObject(object: Record<string, unknown>, above: Place | undefined, depth: number): string {
  // The default order of sort is by UTF-16 code units, which is what the RFC asks for.
  const members = Object.keys(object)
    .sort()
    .map((key) => `${quote(key, above)}:${write(object[key], { key, holder: object, above, depth })}`);
  return `{${members.join(',')}}`;
}

function write(value: unknown, place: Place | undefined): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(value, place);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object') return refuse(place, 'is no JSON data');
  if (holdsItself(value, place)) refuse(place, 'holds itself');
  const depth = (place?.depth ?? 0) + 1;
  if (depth > MAXIMUM_DEPTH) refuse(place, `nests deeper than ${MAXIMUM_DEPTH} levels`);
  if (Array.isArray(value)) return writeArray(value, place, depth);
  if (!isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0)
    refuse(place, 'is no plain JSON data');
  return writeObject(value, place, depth);
}

/**
 * The one text of JSON data, by RFC 8785 (JCS): no blanks, members sorted by UTF-16 code units, numbers and strings
 * as ECMAScript prints them. Strict: what JSON cannot hold (undefined, functions, class instances, Maps, NaN, lone
 * surrogates, cycles) is refused rather than left out, so that equal texts mean equal data. `toJSON` is never called,
 * and an own `__proto__` is a member like any other.
 * @throws OrchestrationError `invalid_input`, naming the place and never the value.
 */
export function canonicalJson(value: unknown): string {
  return write(value, undefined);
}
