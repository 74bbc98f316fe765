import type { Answers } from '../all-operations.js';
import { type Block, type Cell, line, lines, table, toned, type View } from '../printing/view.js';

type Description = Answers<'describe_server'>;
type EnvVar = Description['env_vars']['required'][number];

/** A server of the catalogue for people. */
export function serverView(server: Description): View {
  return [
    line(toned(server.server_id, 'strong'), `  ${server.display_name}`),
    line(server.description),
    line(),
    line(toned('reached by  ', 'dim'), transportText(server.transport)),
    ...(server.documentation_url === null
      ? []
      : [line(toned('documents   ', 'dim'), server.documentation_url)]),
    line(toned('needs       ', 'dim'), server.installation),
    line(toned('tags        ', 'dim'), server.tags.join(' ')),
    ...parameterBlocks(server),
    ...variableBlocks(server),
    line(),
    line(toned('Example', 'dim')),
    ...lines(server.usage_example),
  ];
}

function transportText(transport: Description['transport']): string {
  const how = transport.url ?? [transport.command, ...(transport.args ?? [])].join(' ');
  return `${transport.type}: ${how}${transport.note === undefined ? '' : ` (${transport.note})`}`;
}

function parameterBlocks({ parameters }: Description): Block[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map((one): Cell[] => [
    toned(one.name, 'strong'),
    one.type,
    one.required ? toned('required', 'warn') : defaultText(one.default),
    one.description,
  ]);
  return [line(), table(['PARAMETER', 'TYPE', 'DEFAULT', 'WHAT IT IS'], rows)];
}

function defaultText(value: unknown): string {
  return value === null ? '–' : Array.isArray(value) ? value.join(' ') : String(value);
}

function variableBlocks({ env_vars }: Description): Block[] {
  const row = (one: EnvVar, needed: Cell): Cell[] => [
    toned(one.name, 'strong'),
    needed,
    one.secret ? 'secret' : (one.default ?? '–'),
    one.description,
  ];
  const rows = [
    ...env_vars.required.map((one) => row(one, toned('required', 'warn'))),
    ...env_vars.optional.map((one) => row(one, toned('optional', 'dim'))),
  ];
  return rows.length === 0 ? [] : [line(), table(['VARIABLE', 'NEEDED', 'DEFAULT', 'WHAT IT IS'], rows)];
}
