import { type AnyOperation, COMMON_ERRORS, jsonSchemaOf } from '@mcp-orchestration/core';
import { commandWords } from '../../test/parity/command-line.js';
import { CATALOGUE } from './catalogue.js';
import { fieldTable } from './field-table.js';
import { anchorOf, code, codes, inText, page, table, toHeading } from './markdown.js';
import { NAMED_TYPES } from './named-types.js';

const INTRODUCTION = `
Everything that can be done, once for all surfaces: the same fields, answers and errors over HTTP, as an MCP tool, on
the command line (\`--json\` prints the output) and in the library (\`call('publish_config', { … })\`).

Fields marked \\* are always there: in an input they must be given, in an output they are never left out. In a path,
percent-encode a \`server_id\` that holds a slash. What each error means is in [errors.md](errors.md); who may call what
is in [permissions.md](permissions.md).`.trim();

const COMMON = `Any operation may also answer ${codes(COMMON_ERRORS)}; and over HTTP what the transport refuses:
\`host_forbidden\`, \`origin_forbidden\`, \`rate_limited\`, \`body_too_large\`, \`unsupported_media_type\`.`;

const ENTRY = `
A server as drafts and releases hold it, neutral to the client. One that the client starts has \`command\`; one that it
reaches has \`type\` and \`url\`. Values refer to secrets as \`\${env:NAME}\`. \`enabled: false\` keeps a server and switches it
off; \`extra\` holds what only one client knows, and goes back to that client alone.`.trim();

/** Every operation with its address, fields and errors. */
export function operationsPage(): string {
  return page('Operations', [
    INTRODUCTION,
    summary(),
    COMMON,
    ...CATALOGUE.map(section),
    '## Types',
    ...[...NAMED_TYPES].map(typeSection),
  ]);
}

function summary(): string {
  return table(
    ['Operation', 'What it does', 'Permission', 'HTTP', 'Command'],
    CATALOGUE.map((operation) => [
      toHeading(operation.name),
      inText(operation.summary),
      code(operation.permission),
      code(operation.http),
      commandLink(operation.name),
    ]),
  );
}

const EFFECTS = { read: 'reads', write: 'changes', destructive: 'changes, and may take something away' };

function section(operation: AnyOperation): string {
  const { name, summary: line, description, permission, effect, http, mcp, errors } = operation;
  const facts = table(
    ['Permission', 'Effect', 'HTTP', 'MCP tool', 'Command'],
    [[code(permission), EFFECTS[effect], code(http), mcp ? code(name) : '–', commandLink(name)]],
  );
  return [
    `## ${name}`,
    `**${inText(line)}** ${inText(description)}`,
    facts,
    '**Input**',
    fieldTable(jsonSchemaOf(operation.input, 'input')),
    '**Output**',
    fieldTable(jsonSchemaOf(operation.output, 'output')),
    `**Errors:** ${errors.length === 0 ? 'the common ones alone.' : codes(errors)}`,
  ].join('\n\n');
}

function commandLink(operation: string): string {
  const words = commandWords(operation);
  return words === undefined ? '–' : `[${code(words)}](cli.md#${anchorOf(words.replace(/ -.*/, ''))})`;
}

function typeSection([name, schema]: [string, Parameters<typeof fieldTable>[0]]): string {
  const { anyOf } = schema as { anyOf?: readonly (typeof schema)[] };
  const shown = anyOf === undefined ? [fieldTable(schema)] : [ENTRY, ...anyOf.map(fieldTable)];
  return [`### ${name}`, ...shown].join('\n\n');
}
