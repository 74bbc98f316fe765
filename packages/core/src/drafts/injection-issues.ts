import type { StdioEntry } from '../registry/server-entry.js';
import { commandLine, programName, type Word } from './command-line.js';
import type { ValidationFault } from './validation-fault.js';

/** Variables by which a program is made to load or run other code. */
const CODE_VARIABLES =
  /^(?:LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|DYLD_\w+|NODE_OPTIONS|PYTHONSTARTUP|PYTHONHOME|PERL5OPT|PERL5LIB|RUBYOPT|RUBYLIB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|BASH_ENV|ENV|PROMPT_COMMAND|GIT_SSH|GIT_SSH_COMMAND|GIT_EXTERNAL_DIFF|npm_config_(?:registry|script_shell|node_options)|PIP_INDEX_URL|PIP_EXTRA_INDEX_URL|UV_INDEX_URL|UV_EXTRA_INDEX_URL|UV_DEFAULT_INDEX)$/i;

/** Options by which a launcher is made to run other code, or to give away the machine. */
const CODE_OPTIONS: readonly { readonly program: RegExp; readonly option: RegExp }[] = [
  {
    program: /^(?:npx|npm|pnpm|pnpx|yarn|bunx)$/,
    option: /^(?:--node-options|--script-shell|--registry|-c|--call)(?:=|$)/,
  },
  {
    program: /^(?:node|bun|tsx)$/,
    option: /^(?:-r|--require|--import|--loader|--experimental-loader|--preload)(?:=|$)/,
  },
  {
    program: /^(?:uvx|uv|pipx)$/,
    option: /^(?:--index|--index-url|--extra-index-url|--default-index)(?:=|$)/,
  },
  {
    program: /^(?:docker|podman|nerdctl)$/,
    option:
      /^--privileged$|^--(?:pid|network|net|ipc|userns)=host$|^(?:(?:-v|--volume)=?)?\/:|docker\.sock|^--cap-add=(?:ALL|SYS_ADMIN)$/i,
  },
  { program: /^git$/, option: /^(?:-c|--upload-pack|--exec|--config-env)(?:=|$)/ },
  { program: /^ssh$/, option: /^-o(?:ProxyCommand)?|ProxyCommand/i },
];

function optionFault(word: Word): ValidationFault {
  const message = 'This option makes the program run other code or opens the machine to it. Is it meant?';
  return { code: 'OPTION_INJECTION', severity: 'warning', field: word.field, message };
}

function optionFaults(words: readonly Word[]): ValidationFault[] {
  const program = programName(words[0]?.text ?? '');
  const rules = CODE_OPTIONS.filter((rule) => rule.program.test(program));
  return words
    .slice(1)
    .filter(({ text }) => rules.some((rule) => rule.option.test(text)))
    .map(optionFault);
}

/** Warn of options and variables that make a program run other code than the one it is named after. */
export function injectionIssues(entry: StdioEntry): ValidationFault[] {
  const variables = Object.keys(entry.env ?? {})
    .filter((name) => CODE_VARIABLES.test(name))
    .map((name): ValidationFault => {
      const message = `The variable ${name} makes programs load or run other code. Is it meant?`;
      return { code: 'CODE_IN_ENV', severity: 'warning', field: `env.${name}`, message };
    });
  return [...optionFaults(commandLine(entry)), ...variables];
}
