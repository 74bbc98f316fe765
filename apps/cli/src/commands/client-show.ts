import type { Answers } from '../all-operations.js';
import type { Handler } from '../command.js';
import { type Block, line, lines, toned } from '../printing/view.js';
import { inputText } from './deployment-view.js';

type Description = Answers<'describe_client'>;

/** `client show` */
export const clientShow: Handler = async ({ call }, { args: [client_id] }) => {
  const data = await call('describe_client', { client_id });
  return { data, view: [...head(data), ...places(data), ...references(data), ...examples(data)] };
};

function fact(name: string, value: string): Block {
  return line(toned(name.padEnd(14), 'dim'), value);
}

function head(data: Description): Block[] {
  const { path, kind, name_member } = data.servers_at;
  const named = name_member === undefined ? 'named by their keys' : `named by their member "${name_member}"`;
  const { transports } = data;
  const limits = Object.entries(data.limits).map(([name, value]) => `${name} ${value}`);
  return [
    line(toned(data.display_name, 'strong'), ` (${data.client_id})`),
    fact('founded on', `${data.confidence}: ${data.documentation_url}`),
    fact('format', data.format),
    fact('servers at', `${path.join(' › ') || 'the root'}, a ${kind}, ${named}`),
    fact('transports', `stdio ${transports.stdio}, http ${transports.http}, sse ${transports.sse}`),
    ...(limits.length === 0 ? [] : [fact('limits', limits.join(', '))]),
  ];
}

const SYSTEMS = [
  ['darwin', 'macOS'],
  ['linux', 'Linux'],
  ['win32', 'Windows'],
] as const;

function places({ config_path, path_named, paths, project_paths }: Description): Block[] {
  const named = path_named ? ' (named with: client set-path)' : '';
  return [
    fact('file here', config_path === null ? 'none on this system' : `${config_path}${named}`),
    ...SYSTEMS.map(([system, name]) => fact(name, paths[system].join(', else ') || 'none')),
    fact('projects', project_paths.join(', else ') || 'none'),
  ];
}

function references({ references: { supported, syntax, fields, by_name, inputs } }: Description): Block[] {
  if (!supported) return [fact('secrets', 'no references: values stand in the file (--inline-secrets)')];
  const where = fields === undefined ? '' : ` in ${fields.join(', ')}`;
  return [
    ...(syntax === undefined ? [] : [fact('secrets', `${syntax}${where}`)]),
    ...(by_name.length === 0 ? [] : [fact('by name', by_name.join(', '))]),
    ...(inputs === undefined ? [] : [fact('inputs', `${inputText('NAME')}: it asks its user`)]),
  ];
}

function examples({ examples: { stdio, http, sse } }: Description): Block[] {
  const shown = [
    ['a server that is started', stdio],
    ['a server over HTTP', http],
    // Most clients spell both alike, or reach SSE as they do HTTP.
    ...(http === null ? [['a server over SSE', sse] as const] : []),
  ] as const;
  return shown.flatMap(([title, text]) =>
    text === null ? [] : [line(), line(toned(`# ${title}`, 'dim')), ...lines(text)],
  );
}
