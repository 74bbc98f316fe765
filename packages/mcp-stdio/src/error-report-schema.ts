import { ERRORS, type JsonSchema } from '@mcp-orchestration/core';

const text = (description: string): JsonSchema => ({ type: 'string', description });

/** JSON Schema of what a failed tool call answers: the report of the error, as on every surface. */
export const ERROR_REPORT_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'Why the call failed (isError).',
  required: ['code', 'kind', 'message', 'request_id'],
  properties: {
    code: text(`What went wrong, for programs: ${Object.keys(ERRORS).slice(0, 3).join(', ')} …`),
    kind: text('The kind of the code: invalid, forbidden, not_found, conflict …'),
    message: text('What went wrong and where, for people.'),
    hint: text('What to do about it.'),
    errors: {
      type: 'array',
      description: 'Each fault by itself.',
      items: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: text('What is wrong, for programs.'),
          message: text('What is wrong, for people.'),
          field: text('Where in the input, or in the entry of a server: a dotted path.'),
          server: text('Which server of the draft.'),
          severity: { enum: ['error', 'warning'], description: 'Whether it stops the change.' },
        },
      },
    },
    request_id: text('Under which the log has the call.'),
  },
};
