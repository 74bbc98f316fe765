import { envReference, envReferencesIn } from '../registry/env-reference.js';
import {
  isRemoteEntry,
  type RemoteEntry,
  type ServerEntry,
  type StdioEntry,
} from '../registry/server-entry.js';
import { entryTexts } from '../secrets/entry-texts.js';
import { programName } from './command-line.js';
import { injectionIssues } from './injection-issues.js';
import { findLiteralSecrets } from './literal-secret.js';
import { packageIssues } from './package-issues.js';
import { shellIssues } from './shell-issues.js';
import type { ValidationFault } from './validation-fault.js';

/** Programs that do nothing of use when started without arguments. */
const NEEDS_ARGS =
  /^(?:npx|npm|pnpm|pnpx|yarn|bunx|bun|uvx|uv|pipx|node|deno|tsx|python3?|docker|podman|java|dotnet|go|cargo)$/;

function missingArgs(entry: StdioEntry): ValidationFault[] {
  if ((entry.args ?? []).length > 0 || !NEEDS_ARGS.test(programName(entry.command))) return [];
  const message = `${programName(entry.command)} starts no server without arguments.`;
  return [{ code: 'MISSING_ARGS', severity: 'warning', field: 'args', message }];
}

function emptyVariables(entry: StdioEntry): ValidationFault[] {
  return Object.entries(entry.env ?? {})
    .filter(([, value]) => value.trim() === '')
    .map(([name]) => {
      const message = `The variable ${name} is empty. Give it a value, or a reference such as ${envReference(name)}.`;
      return { code: 'EMPTY_ENV_VAR', severity: 'warning', field: `env.${name}`, message };
    });
}

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\]|host\.docker\.internal)$/;

/** A host out of a reference cannot be known here. */
function cleartext({ url }: RemoteEntry): ValidationFault[] {
  const [authority = ''] = /^http:\/\/([^/?#]*)/i.exec(url)?.slice(1) ?? [];
  if (authority === '' || envReferencesIn(authority).length > 0) return [];
  if (!URL.canParse(url) || LOOPBACK.test(new URL(url).hostname)) return [];
  const message =
    'The address is http:// on another machine: what is sent, secrets too, can be read on the way. Use https://.';
  return [{ code: 'CLEARTEXT_HTTP', severity: 'warning', field: 'url', message }];
}

function secrets(entry: ServerEntry, secretNames: ReadonlySet<string>): ValidationFault[] {
  return findLiteralSecrets(entry, secretNames).map(({ field, kind, reason }) =>
    kind === 'secret'
      ? {
          code: 'LITERAL_SECRET',
          severity: 'error',
          field,
          message: `A secret stands here as it is. ${reason} A release is for ever: write a reference, ${envReference('NAME')}.`,
        }
      : {
          code: 'PLACEHOLDER_VALUE',
          severity: 'warning',
          field,
          message: `A placeholder stands here. Write a reference, ${envReference('NAME')}, or the value.`,
        },
  );
}

/** Characters that are not seen, or that turn the text around them. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

function deceptiveTexts(entry: ServerEntry): ValidationFault[] {
  return entryTexts(entry)
    .filter(({ text }) => INVISIBLE.test(text))
    .map(({ path }) => ({
      code: 'DECEPTIVE_TEXT',
      severity: 'warning',
      field: path.join('.'),
      message: 'The text holds control or invisible characters, so it is not what it looks like.',
    }));
}

/** What is wrong or dangerous in one entry, whatever the client. Fields are paths within the entry. */
export function entryFaults(
  entry: ServerEntry,
  secretNames: ReadonlySet<string> = new Set(),
): ValidationFault[] {
  const own = isRemoteEntry(entry)
    ? cleartext(entry)
    : [
        ...missingArgs(entry),
        ...emptyVariables(entry),
        ...shellIssues(entry),
        ...injectionIssues(entry),
        ...packageIssues(entry),
      ];
  return [...own, ...secrets(entry, secretNames), ...deceptiveTexts(entry)];
}
