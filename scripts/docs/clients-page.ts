import { CLIENTS } from '@mcp-orchestration/core';
import type {
  ClientDefinition,
  Confidence,
  Platform,
} from '../../packages/core/src/registry/clients/client-definition.js';
import type { ReferenceSyntax } from '../../packages/core/src/registry/clients/reference-syntax.js';
import { transportSupport } from '../../packages/core/src/registry/clients/transport-support.js';
import { code, codes, inText, page, table, toHeading } from './markdown.js';

const SYSTEMS: Readonly<Record<Platform, string>> = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  verified: "read in the client's own source or documentation",
  reported: 'independent tools agree on it',
  experimental: 'one source, or inferred: look at the plan before you deploy',
};

const SUPPORT = { native: 'yes', bridge: 'by mcp-remote', none: 'no' };

const INTRODUCTION = `
- **Confidence**: ${Object.entries(CONFIDENCE)
  .map(([word, meaning]) => `*${word}*, ${meaning}`)
  .join('; ')}.
- **HTTP**, **SSE**: whether the client speaks the transport itself; *by mcp-remote* means that its file gets a local
  process that does.
- **References**: how \`\${env:NAME}\` is spelt in the client's file. *Values alone*: the client looks nothing up;
  see [secrets](../secrets.md).
- **Paths**: \`~\` is the home folder. \`\${NAME:-DEFAULT}\` is a variable of the environment with a default; where a
  variable of the form \`$NAME\` is set, the client looks nowhere else. Of several files the first that exists is used,
  else the first.`.trim();

/** Every client: where its files are, and what they can hold. */
export function clientsPage(): string {
  return page('Clients', [
    `${CLIENTS.length} clients are known.`,
    INTRODUCTION,
    table(
      ['Client', 'Name', 'Format', 'Project file', 'HTTP', 'SSE', 'References', 'Confidence'],
      CLIENTS.map(summaryRow),
    ),
    ...CLIENTS.map(section),
  ]);
}

function summaryRow(client: ClientDefinition): string[] {
  const { http, sse } = transportSupport(client);
  return [
    toHeading(client.client_id),
    inText(client.display_name),
    client.format.toUpperCase(),
    client.project === undefined ? '–' : 'yes',
    SUPPORT[http],
    SUPPORT[sse],
    referenceWords(client.references),
    client.confidence,
  ];
}

function section(client: ClientDefinition): string {
  return [`## ${client.client_id}`, table(['', inText(client.display_name)], facts(client))].join('\n\n');
}

function facts(client: ClientDefinition): string[][] {
  const systems = Object.keys(SYSTEMS) as Platform[];
  const { http, sse } = transportSupport(client);
  return [
    ...systems.map((system) => [SYSTEMS[system], alternatives(client.user[system] ?? [])]),
    ['Project', alternatives(client.project ?? [])],
    ['Format', client.format.toUpperCase()],
    ['Servers', containerWords(client)],
    ['HTTP, SSE', `${SUPPORT[http]}, ${SUPPORT[sse]}`],
    ['References', referenceWords(client.references)],
    ...inputRows(client),
    ...limitRows(client),
    ['Confidence', client.confidence],
    ['Documentation', `<${client.documentation_url}>`],
  ];
}

function alternatives(paths: readonly string[]): string {
  return paths.length === 0 ? '–' : paths.map(code).join(', else ');
}

function containerWords({ container }: ClientDefinition): string {
  const place = container.path.map((key) => (key.includes('.') ? `"${key}"` : key)).join('.');
  if (container.kind === 'map') return `an object at ${code(place)}; the key is the name`;
  return `a list at ${code(place)}; ${code(container.nameKey ?? 'name')} is the name`;
}

function referenceWords(syntax: ReferenceSyntax): string {
  const { template, env_names, bearer_env, header_env_names, api_key } = syntax;
  const fields = template?.fields === undefined ? '' : ` in ${codes(template.fields)}`;
  const words = [
    ...(template === undefined ? [] : [`${code(template.write)}${fields}`]),
    ...[env_names, bearer_env, header_env_names, api_key?.env]
      .filter((member) => member !== undefined)
      .map((member) => `by name in ${code(member)}`),
  ];
  return words.length === 0 ? 'values alone' : words.join('; ');
}

function inputRows({ references: { inputs } }: ClientDefinition): string[][] {
  if (inputs === undefined) return [];
  return [['Inputs', `${code('${input:NAME}')}, defined in the list at ${code(inputs.path.join('.'))}`]];
}

function limitRows({ limits }: ClientDefinition): string[][] {
  if (limits === undefined) return [];
  const { max_servers, max_env_vars, name } = limits;
  const words = [
    ...(max_servers === undefined ? [] : [`more than ${max_servers} servers are advised against`]),
    ...(max_env_vars === undefined
      ? []
      : [`more than ${max_env_vars} variables of one server are advised against`]),
    ...(name === undefined ? [] : [`names: ${inText(name.allows)} (${name.severity})`]),
  ];
  return [['Limits', words.join('; ')]];
}
