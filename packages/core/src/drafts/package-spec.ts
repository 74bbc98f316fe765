import type { StdioEntry } from '../registry/server-entry.js';
import { commandLine, programName, type Word } from './command-line.js';
import { type Ecosystem, LAUNCHERS, type Launcher } from './launchers.js';

/** The package that a launcher fetches and runs. */
export interface PackageSpec extends Word {
  readonly ecosystem: Ecosystem;
}

/** The words after the launcher's verb; undefined where it does something else (`docker compose`, `uv run`). */
function afterVerb(words: readonly Word[], { verbs = [''] }: Launcher): readonly Word[] | undefined {
  for (const verb of verbs) {
    const length = verb === '' ? 0 : verb.split(' ').length;
    const said = words.slice(0, length).map(({ text }) => text);
    if (said.join(' ') === verb) return words.slice(length);
  }
  return undefined;
}

/** The package among a launcher's options: the one they name, else the first word that is none of them. */
function packageAmong(words: readonly Word[], { from = [], valued = [] }: Launcher): Word | undefined {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) return undefined;
    const { text, field } = word;
    if (from.includes(text)) return words[index + 1];
    const named = from.find((option) => text.startsWith(`${option}=`));
    if (named !== undefined) return { text: text.slice(named.length + 1), field };
    if (text === '--') continue;
    if (!text.startsWith('-')) return word;
    if (valued.includes(text)) index += 1;
  }
  return undefined;
}

/** The package that an entry fetches when it starts, if its command is a launcher that we know; `cmd /c npx` too. */
export function packageSpec(entry: StdioEntry): PackageSpec | undefined {
  const words = commandLine(entry);
  const position = words.findIndex(({ text }) => Object.hasOwn(LAUNCHERS, programName(text)));
  const launcher = LAUNCHERS[programName(words[position]?.text ?? '')];
  const rest = launcher === undefined ? undefined : afterVerb(words.slice(position + 1), launcher);
  if (launcher === undefined || rest === undefined) return undefined;
  const found = packageAmong(rest, launcher);
  return found === undefined ? undefined : { ...found, ecosystem: launcher.ecosystem };
}
