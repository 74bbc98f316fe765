/**
 * What a name says of its value: a `password` is secret whatever it looks like; a `key` (or token) is where it looks
 * random, because names such as `SORT_KEY` are about other things.
 */
export type SecretKind = 'password' | 'key';

const PASSWORD = /^(?:.*password|passwd|pass|passphrase|.*secret|secrets|credentials?|.*secretkey)$/;
const KEY =
  /^(?:.*token|key|keys|(?:api|access|auth|private|license|master|app)keys?|pat|auth|authorization|bearer|cookie|jwt|sig|signature)$/;

/** Last words that turn the name into one of something about the secret. */
const ABOUT =
  /^(?:path|file|filename|dir|directory|name|names|url|uri|endpoint|host|header|prefix|type|method|mode|scheme|provider|limit|count|max|min|size|length|budget|ttl|expiry|expires|timeout|date|algorithm|alg|enabled|required|env|var|id|index|format|version|map|binding|bindings|server|servers|store|storage)$/;

const PUBLIC = /^(?:public|publishable|pub|primary|foreign|sort|partition|cache|shortcut|hot)$/;

/** The words of `API_KEY`, `api-key` or `apiKey`, in lower case. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** What the name of a variable, header, option or field says of its value; undefined where it says nothing. */
export function secretKindOf(name: string): SecretKind | undefined {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || ABOUT.test(last)) return undefined;
  if (words.some((word) => PASSWORD.test(word))) return 'password';
  return words.some((word) => KEY.test(word)) && !words.some((word) => PUBLIC.test(word)) ? 'key' : undefined;
}
