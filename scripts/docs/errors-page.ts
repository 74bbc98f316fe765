import {
  COMMON_ERRORS,
  ERRORS,
  type ErrorCode,
  type ErrorKind,
  EXIT_CODE,
  HTTP_STATUS,
} from '@mcp-orchestration/core';
import { CATALOGUE } from './catalogue.js';
import { code, inText, page, table } from './markdown.js';

const INTRODUCTION = `
One table of errors for every surface. Codes are promises: match on them in scripts. The message may name what was
wrong and where; it never holds a secret.

- **HTTP**: the status, and \`application/problem+json\` with \`type\` (\`urn:mcp-orchestration:problem:CODE\`), \`title\`,
  \`status\`, \`detail\`, \`code\`, \`request_id\`, and where they help \`hint\` and \`errors\`.
- **MCP**: a result with \`isError\`, whose structured content is \`{ code, kind, message, hint?, errors? }\`.
- **Command line**: the exit code; one line and a hint on stderr, or with \`--json\` that object on stdout.
- **Library**: an \`OrchestrationError\` with these members.

\`status --exit-code\` ends with 7 where the client's file is not as released; that is no error.`.trim();

/** Every error code by its kind. */
export function errorsPage(): string {
  const kinds = Object.keys(HTTP_STATUS) as ErrorKind[];
  return page('Errors', [INTRODUCTION, ...kinds.map(section)]);
}

function section(kind: ErrorKind): string {
  const found = (Object.keys(ERRORS) as ErrorCode[]).filter((one) => ERRORS[one].kind === kind);
  return [
    `## ${kind}`,
    `HTTP status ${HTTP_STATUS[kind]}, exit code ${EXIT_CODE[kind]}.`,
    table(['Code', 'Message', 'What to do', 'Answered by'], found.map(row)),
  ].join('\n\n');
}

function row(name: ErrorCode): string[] {
  const { message, hint = '–' }: { message: string; hint?: string } = ERRORS[name];
  return [code(name), inText(message), inText(hint), answeredBy(name)];
}

function answeredBy(name: ErrorCode): string {
  if ((COMMON_ERRORS as readonly ErrorCode[]).includes(name)) return 'any operation';
  const operations = CATALOGUE.filter(({ errors }) => (errors as readonly ErrorCode[]).includes(name));
  const links = operations.map((operation) => `[${code(operation.name)}](operations.md#${operation.name})`);
  return links.length === 0 ? 'the surface itself' : links.join(', ');
}
