import { isJsonObject, type Json, type JsonObject, setOwn } from '../json.js';
import { sha256Hex } from '../sha256.js';
import { canonicalJson } from '../signing/canonical-json.js';

/** The members of an entry, each with the SHA-256 (hex) of its canonical value: enough to compare, nothing to leak. */
export type MemberDigests = Readonly<Record<string, string>>;

/** The digests of an entry's members. What is no object has none. */
export function memberDigests(value: Json | JsonObject | undefined): MemberDigests {
  const digests: Record<string, string> = {};
  if (!isJsonObject(value)) return digests;
  for (const [name, member] of Object.entries(value)) setOwn(digests, name, digestOfValue(member));
  return digests;
}

/** The digest of one member; undefined where it is absent. */
export function digestOf(digests: MemberDigests, name: string): string | undefined {
  return Object.hasOwn(digests, name) ? digests[name] : undefined;
}

/** Whether two entries have the same members with the same values. */
export function sameDigests(left: MemberDigests, right: MemberDigests): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === digestOf(right, name))
  );
}

/** Whether a member is empty: programs write such members without meaning anything by them. */
export function isEmptyDigest(digest: string | undefined): boolean {
  empty ??= new Set([null, '', [], {}].map(digestOfValue));
  return digest !== undefined && empty.has(digest);
}

/** Worked out when it is asked for: most starts of the program ask for no hash at all. */
let empty: ReadonlySet<string> | undefined;

/** A client's file may hold what has no canonical form (half a surrogate pair): it equals nothing of ours. */
function digestOfValue(value: Json): string {
  try {
    return sha256Hex(canonicalJson(value));
  } catch {
    return 'no canonical form';
  }
}
