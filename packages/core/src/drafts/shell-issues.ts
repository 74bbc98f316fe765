import type { StdioEntry } from '../registry/server-entry.js';
import { commandLine, programName, type Word } from './command-line.js';
import type { ValidationFault } from './validation-fault.js';

const SHELLS = /^(?:sh|bash|zsh|dash|ash|ksh|fish|csh|tcsh|busybox|cmd|powershell|pwsh|wsl|nu)$/;

/** `-c`, `-lc`, `/c`, `/k`, `-Command`, `-EncodedCommand` and the forms that PowerShell abbreviates. */
const SHELL_CODE =
  /^(?:-[a-z]*c|\/[ckr]|--command|-(?:co|com|comm|comma|comman|command)|-e[ncodemad]*)(?:$|[=:])/i;

/** Interpreters with the options by which they run code that is given as text. */
const INLINE_CODE: Readonly<Record<string, RegExp>> = {
  node: /^(?:-e|-p|-pe|--eval|--print)(?:$|=)/,
  bun: /^(?:-e|--eval)(?:$|=)/,
  deno: /^eval$/,
  python: /^-[A-Za-z]*c/,
  python3: /^-[A-Za-z]*c/,
  perl: /^-[A-Za-z]*[eE]/,
  ruby: /^-[A-Za-z]*e/,
  php: /^-r/,
  osascript: /^-e/,
  lua: /^-e/,
};

/** A download that is run at once. */
const DOWNLOAD_AND_RUN =
  /\b(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod)\b[\s\S]{0,2000}(?:\|\s*(?:sudo\s+)?(?:\S*\/)?(?:sh|bash|zsh|dash|node|python3?|perl|iex|invoke-expression)\b|>\s*\()|\b(?:sh|bash|zsh)\b\s+<\(|\b(?:iex|invoke-expression)\b/i;

/** What a shell reads as more than a word. In a program's name it can only be meant for a shell. */
const SHELL_SYNTAX = /[;|&`<>\n]|\$\(/;

function fault(word: Word, message: string): ValidationFault {
  return { code: 'SHELL_IN_ARGV', severity: 'warning', field: word.field, message };
}

/** A shell, anywhere in the line (`env sh -c`, `sudo sh -c`), that is given code. */
function shellFaults(words: readonly Word[]): ValidationFault[] {
  const shell = words.findIndex(({ text }) => SHELLS.test(programName(text)));
  const code = shell < 0 ? undefined : words.slice(shell + 1).find(({ text }) => SHELL_CODE.test(text));
  if (code === undefined) return [];
  return [
    fault(
      code,
      'The server is started through a shell, which reads its argument as code. Name the program itself.',
    ),
  ];
}

function inlineFaults(words: readonly Word[]): ValidationFault[] {
  return words.slice(0, -1).flatMap(({ text }, index) => {
    const option = INLINE_CODE[programName(text).replace(/^python3\.\d+$/, 'python3')];
    const next = words[index + 1];
    if (option === undefined || next === undefined || !option.test(next.text)) return [];
    return [
      fault(next, 'The program is given code to run in its arguments. Put the code into a package or file.'),
    ];
  });
}

/** Warn of command lines that run more than a program with arguments: shells, code in arguments, downloads run at once. */
export function shellIssues(entry: StdioEntry): ValidationFault[] {
  const words = commandLine(entry);
  const download = words.find(({ text }) => DOWNLOAD_AND_RUN.test(text));
  const syntax = SHELL_SYNTAX.test(entry.command) ? words[0] : undefined;
  return [
    ...shellFaults(words),
    ...inlineFaults(words),
    ...(download === undefined
      ? []
      : [fault(download, 'It runs what it downloads, whatever that is by then.')]),
    ...(syntax === undefined
      ? []
      : [
          fault(
            syntax,
            'The command holds shell syntax. It is the name of a program; arguments belong in args.',
          ),
        ]),
  ];
}
