import { serverNameSchema } from '../registry/server-entry-schema.js';
import type { ValidationFault } from './validation-fault.js';

/** Scripts whose letters are taken for each other's. */
const LOOKALIKES = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

function spelling(name: string): ValidationFault[] {
  const parsed = serverNameSchema.safeParse(name);
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? 'This is no name of a server.';
    return [{ code: 'INVALID_NAME', severity: 'error', server: name, message }];
  }
  const mixed = name
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => LOOKALIKES.filter((script) => script.test(word)).length > 1);
  if (!mixed) return [];
  const message = 'The name mixes letters of scripts that look alike, so it is not what it looks like.';
  return [{ code: 'DECEPTIVE_NAME', severity: 'warning', server: name, message }];
}

/** What a name is to the eye: compatible forms and case made equal, blanks and joiners left out. */
function appearance(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-');
}

function similar(names: readonly string[]): ValidationFault[] {
  const seen = new Map<string, string>();
  return names.flatMap((name): ValidationFault[] => {
    const first = seen.get(appearance(name));
    if (first === undefined) {
      seen.set(appearance(name), name);
      return [];
    }
    const message = `The name looks like that of another server, ${JSON.stringify(first)}.`;
    return [{ code: 'SIMILAR_NAMES', severity: 'warning', server: name, message }];
  });
}

/** What is wrong with the names of servers, each and together. */
export function nameFaults(names: readonly string[]): ValidationFault[] {
  return [...names.flatMap(spelling), ...similar(names)];
}
