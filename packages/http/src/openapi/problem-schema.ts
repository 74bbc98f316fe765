import { ERRORS } from '@mcp-orchestration/core';

const text = { type: 'string' } as const;

/** The JSON Schema of a problem (RFC 9457, with this API's own members). */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { ...text, format: 'uri' },
    title: text,
    status: { type: 'integer' },
    detail: { ...text, description: 'What was wrong, and where.' },
    code: { ...text, enum: Object.keys(ERRORS), description: 'Stable: match on this.' },
    hint: { ...text, description: 'What to do.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: text, message: text, field: text, server: text, severity: text },
      },
    },
    request_id: text,
  },
} as const;
