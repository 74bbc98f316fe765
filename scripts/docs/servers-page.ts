import { BUNDLED_SERVERS } from '../../packages/core/src/registry/servers/bundled-servers.js';
import type { ServerDefinition } from '../../packages/core/src/registry/servers/server-definition.js';
import type { ServerEnvVar } from '../../packages/core/src/registry/servers/server-env-var.js';
import type { ServerParameter } from '../../packages/core/src/registry/servers/server-parameter.js';
import { anchorOf, code, codes, inText, page, table } from './markdown.js';

const INTRODUCTION = `
\`server list --search WORDS\` searches it; \`server show ID\` says what a server needs; \`draft add ID\` adds it. Versions
are pinned. \`server add FILE\` puts a server of your own beside these, and \`draft add --name N --command C\` adds one
without registering it.

Fields marked \\* must be given. A variable that is *secret* becomes a reference, \`\${env:NAME}\`, unless you say
otherwise.`.trim();

/** The catalogue of servers. */
export function serversPage(): string {
  return page('Servers', [
    `${BUNDLED_SERVERS.length} servers are in the catalogue.`,
    INTRODUCTION,
    table(['Server', 'Reached by', 'What it is'], BUNDLED_SERVERS.map(summaryRow)),
    ...BUNDLED_SERVERS.map(section),
  ]);
}

function summaryRow({ server_id, transport, description }: ServerDefinition): string[] {
  return [`[${inText(server_id)}](#${anchorOf(server_id)})`, transport.type, inText(description)];
}

function section(server: ServerDefinition): string {
  const { server_id, display_name, description, parameters, env_vars } = server;
  return [
    `## ${server_id}`,
    `**${inText(display_name)}.** ${inText(description)}`,
    factList(server),
    ...(parameters.length === 0 ? [] : [parameterTable(parameters)]),
    ...(env_vars.length === 0 ? [] : [variableTable(env_vars)]),
  ].join('\n\n');
}

function factList({ transport, installation, documentation_url, tags, checked }: ServerDefinition): string {
  const start = transport.type === 'stdio' ? [transport.command, ...transport.args].join(' ') : transport.url;
  const facts = [
    ['Reached by', `${transport.type}: ${code(start)}`],
    ['Needs', inText(installation ?? '')],
    ['Tags', codes(tags)],
    ['Documentation', documentation_url === undefined ? '' : `<${documentation_url}>`],
    ['Looked up', checked === undefined ? '' : `${checked.at}, ${checked.source}`],
  ];
  return facts
    .filter(([, words]) => words !== '')
    .map(([name, words]) => `- ${name}: ${words}`)
    .join('\n');
}

function parameterTable(parameters: readonly ServerParameter[]): string {
  return table(
    ['Parameter', 'Type', 'What it is'],
    parameters.map(({ name, type, description, required, default: fallback }) => [
      `${code(name)}${required ? ' \\*' : ''}`,
      type,
      inText(`${description}${fallback === undefined ? '' : ` Default: ${JSON.stringify(fallback)}.`}`),
    ]),
  );
}

function variableTable(variables: readonly ServerEnvVar[]): string {
  return table(
    ['Variable', '', 'What it is'],
    variables.map(({ name, description, required, secret, default: fallback }) => [
      `${code(name)}${required ? ' \\*' : ''}`,
      secret ? 'secret' : '',
      inText(`${description}${fallback === undefined ? '' : ` Default: ${fallback}.`}`),
    ]),
  );
}
