import { envReferencesIn } from '../env-reference.js';
import type { ServerEnvVar } from './server-env-var.js';
import type { ServerParameter } from './server-parameter.js';
import type { ServerTransport } from './server-transport.js';
import { placeholdersIn } from './template.js';

/** Something within a definition that does not fit something else in it. */
interface Fault {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

interface Named {
  readonly transport: ServerTransport;
  readonly parameters: readonly ServerParameter[];
  readonly env_vars: readonly ServerEnvVar[];
}

/** What the shape of a definition alone does not show: names that are doubled, undeclared or never used. */
export function definitionFaults(definition: Named): Fault[] {
  return [
    ...doubled(definition.parameters, 'parameters'),
    ...doubled(definition.env_vars, 'env_vars'),
    ...undeclaredPlaceholders(definition),
    ...unusedParameters(definition),
    ...emptyUrlPlaceholders(definition),
    ...undeclaredReferences(definition),
    ...secretDefaults(definition),
  ];
}

/** The texts of a transport that may hold placeholders, each with its path. */
function templatesOf(transport: ServerTransport): { text: string; path: (string | number)[] }[] {
  if (transport.type !== 'stdio') return [{ text: transport.url, path: ['transport', 'url'] }];
  return transport.args.map((text, index) => ({ text, path: ['transport', 'args', index] }));
}

function doubled(items: readonly { readonly name: string }[], list: string): Fault[] {
  const seen = new Set<string>();
  return items.flatMap(({ name }, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ message: `The name ${name} is there twice.`, path: [list, index, 'name'] }];
  });
}

function undeclaredPlaceholders({ transport, parameters }: Named): Fault[] {
  const declared = new Set(parameters.map(({ name }) => name));
  return templatesOf(transport).flatMap(({ text, path }) =>
    placeholdersIn(text)
      .filter((name) => !declared.has(name))
      .map((name) => ({ message: `There is no parameter ${name} for the placeholder {${name}}.`, path })),
  );
}

function unusedParameters({ transport, parameters }: Named): Fault[] {
  const used = new Set(templatesOf(transport).flatMap(({ text }) => placeholdersIn(text)));
  return parameters.flatMap(({ name }, index) =>
    used.has(name)
      ? []
      : [{ message: `No placeholder {${name}} uses this parameter.`, path: ['parameters', index, 'name'] }],
  );
}

/** An argument can be left out; a hole in a url cannot. */
function emptyUrlPlaceholders({ transport, parameters }: Named): Fault[] {
  if (transport.type === 'stdio') return [];
  const names = new Set(placeholdersIn(transport.url));
  return parameters.flatMap(({ name, required, default: value }, index) =>
    names.has(name) && !required && value === undefined
      ? [
          {
            message: 'A parameter within a url is required or has a default.',
            path: ['parameters', index, 'required'],
          },
        ]
      : [],
  );
}

function undeclaredReferences({ transport, env_vars }: Named): Fault[] {
  if (transport.type === 'stdio') return [];
  const declared = new Set(env_vars.map(({ name }) => name));
  return Object.entries(transport.headers ?? {}).flatMap(([header, value]) =>
    envReferencesIn(value)
      .filter((name) => !declared.has(name))
      .map((name) => ({
        message: `env_vars does not list ${name}.`,
        path: ['transport', 'headers', header],
      })),
  );
}

function secretDefaults({ env_vars }: Named): Fault[] {
  return env_vars.flatMap(({ secret, default: value }, index) =>
    secret && value !== undefined
      ? [{ message: 'A secret has no default.', path: ['env_vars', index, 'default'] }]
      : [],
  );
}
